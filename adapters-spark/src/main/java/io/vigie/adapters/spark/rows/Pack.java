package io.vigie.adapters.spark.rows;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.application.pipeline.Ticks;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.reading.DeviceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple3;

/**
 * What moves through the shuffle: a device's readings out of one stretch of a source, or word that it is to be forgotten; a chunk that needs no state and
 * passes; or how far a stretch moves the pipeline's clock. The key says which ({@link PackKey}), and whose: what has
 * one key comes together.
 *
 * <p>Only the clock's own packs have a time in the column that Spark's watermark follows. Spark drops rows that are
 * behind the watermark, and of those it may: all others have none, and nothing of them is ever late to Spark.
 */
public sealed interface Pack {

    /** As Spark carries it: the key to group by, the clock to follow, and all else as bytes. */
    Encoder<Tuple3<String, byte[], Instant>> ENCODER =
            Encoders.tuple(Encoders.STRING(), Encoders.BINARY(), Encoders.INSTANT());

    /** The same as columns. */
    StructType SCHEMA = new StructType()
            .add("key", DataTypes.StringType)
            .add("pack", DataTypes.BinaryType)
            .add("clock", DataTypes.TimestampType);

    String key();

    byte[] bytes();

    default @Nullable Instant clock() {
        return null;
    }

    default Tuple3<String, byte[], Instant> asSparkCarriesIt() {
        return new Tuple3<>(key(), bytes(), clock());
    }

    /**
     * A device's readings out of one stretch of a source.
     *
     * @param bytes as {@link ReadingChunkWriter} packs them
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares packs
    record Readings(String device, byte[] bytes) implements Pack {

        @Override
        public String key() {
            return PackKey.DEVICE.of(device);
        }
    }

    /** Word that a device is to be forgotten before its readings of the batch are taken. */
    record Forget(DeviceId device) implements Pack {

        private static final byte[] NOTHING = {};

        /** Whether these are the bytes of such a pack: readings have some. */
        public static boolean is(byte[] bytes) {
            return bytes.length == 0;
        }

        @Override
        public String key() {
            return PackKey.DEVICE.of(device.value());
        }

        @Override
        public byte[] bytes() {
            return NOTHING;
        }
    }

    /**
     * What needs no state.
     *
     * @param spread any number: chunks of different ones may go different ways, so that no task gets them all
     */
    record Passing(Chunk chunk, int spread) implements Pack {

        private static final int WAYS = 64;

        @Override
        public String key() {
            return PackKey.PASSING.of(Integer.toString(Math.floorMod(spread, WAYS)));
        }

        @Override
        public byte[] bytes() {
            return chunk.bytes();
        }
    }

    /**
     * How far a stretch of a source was read.
     *
     * @param read by its arrivals
     * @param moves how far it moves the watermark, in {@link Ticks}; {@link Ticks#NONE} where it is only told to the driver
     */
    record Clock(ReadArrivals read, long moves) implements Pack {

        /** The key of all of them. */
        public static final String KEY = PackKey.CLOCK.of("");

        @Override
        public String key() {
            return KEY;
        }

        @Override
        public byte[] bytes() {
            return told(read);
        }

        @Override
        public @Nullable Instant clock() {
            return moves == Ticks.NONE ? null : Instant.EPOCH.plus(column(moves), ChronoUnit.MICROS);
        }

        /** What the driver is to be told. */
        public static byte[] told(ReadArrivals read) {
            ByteWriter out = new ByteWriter(64);
            write(read, out);
            return out.toBytes();
        }

        /** What such a pack's bytes tell. */
        public static ReadArrivals read(byte[] told) {
            return read(new ByteReader(told));
        }

        static void write(ReadArrivals read, ByteWriter out) {
            out.writeCount(read.latest().size());
            read.latest().forEach((part, arrival) -> {
                out.writeText(part);
                out.writeLong(arrival);
            });
            out.writeBits(read.first());
            out.writeBits(read.measured());
            out.writeBits(read.horizon());
        }

        static ReadArrivals read(ByteReader in) {
            Map<String, Long> latest = HashMap.empty();
            for (int left = in.readSize(); left > 0; left--) {
                latest = latest.put(in.readName(), in.readLong());
            }
            return new ReadArrivals(latest, in.readBits(), in.readBits(), in.readBits(), Option.none());
        }

        /** A tick is a millisecond to Spark. */
        public static long column(long ticks) {
            return ticks * 1_000;
        }
    }
}
