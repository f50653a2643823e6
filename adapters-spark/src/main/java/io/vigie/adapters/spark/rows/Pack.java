package io.vigie.adapters.spark.rows;

import io.vigie.application.pipeline.Ticks;
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
     * The clock by the readings of a stretch.
     *
     * @param ticks as {@link Ticks} counts
     * @param moves whether it moves the watermark, or is only told to the driver
     */
    record Clock(long ticks, boolean moves) implements Pack {

        /** The key of all of them. */
        public static final String KEY = PackKey.CLOCK.of("");

        @Override
        public String key() {
            return KEY;
        }

        @Override
        public byte[] bytes() {
            return told(ticks);
        }

        @Override
        public @Nullable Instant clock() {
            return moves ? Instant.EPOCH.plus(column(ticks), ChronoUnit.MICROS) : null;
        }

        /** What the driver is to be told. */
        public static byte[] told(long ticks) {
            ByteWriter out = new ByteWriter(10);
            out.writeCount(ticks);
            return out.toBytes();
        }

        /** What such a pack's bytes tell. */
        public static long ticks(byte[] told) {
            return new ByteReader(told).readCount();
        }

        /** A tick is a millisecond to Spark. */
        public static long column(long ticks) {
            return ticks * 1_000;
        }
    }
}
