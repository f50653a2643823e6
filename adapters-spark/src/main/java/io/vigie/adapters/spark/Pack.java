package io.vigie.adapters.spark;

import io.vigie.application.plan.Output;
import io.vigie.domain.encoding.ByteReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple4;
import scala.Tuple5;

/**
 * What moves through the shuffle: a device's readings out of one stretch of a source, packed; what needs no state, such
 * as rejected messages; or how far a stretch moves the pipeline's clock. The key says which, and whose.
 *
 * <p>Only the clock's own packs have a time in the column that Spark's watermark follows. Spark drops rows that are
 * behind the watermark, and of those it may: all others have none, and nothing of them is ever late to Spark.
 */
final class Pack {

    /** As Spark carries it: key, label, packed bytes, the clock. */
    static final Encoder<Tuple4<String, String, byte[], Instant>> ENCODER =
            Encoders.tuple(Encoders.STRING(), Encoders.STRING(), Encoders.BINARY(), Encoders.INSTANT());

    /** The same as columns. */
    static final StructType SCHEMA = new StructType()
            .add("key", DataTypes.StringType)
            .add("label", DataTypes.StringType)
            .add("pack", DataTypes.BinaryType)
            .add("clock", DataTypes.TimestampType);

    /** The key of the clock's packs. */
    static final String CLOCK = "c";

    private static final char READINGS = 'r';
    private static final char REJECTED = 'x';
    private static final char VIOLATIONS = 'v';
    private static final char LOST = 'l';

    /** What needs no state is spread over this many keys, so that no task gets it all. */
    private static final int KEYS = 64;

    private static final byte[] NOTHING = {};

    private Pack() {}

    static Tuple4<String, String, byte[], Instant> readings(String device, byte[] chunk) {
        return new Tuple4<>(READINGS + device, "", chunk, null);
    }

    /** Rejected messages of one reason; {@code spread} is any number. */
    static Tuple4<String, String, byte[], Instant> rejected(String reason, int spread, byte[] chunk) {
        return passing(REJECTED, spread, reason, chunk);
    }

    /** What readings violate by themselves. */
    static Tuple4<String, String, byte[], Instant> violations(int spread, byte[] chunk) {
        return passing(VIOLATIONS, spread, "", chunk);
    }

    /** Messages that are gone, as {@link LostMessages} labels them. */
    static Tuple4<String, String, byte[], Instant> lost(String label, int spread) {
        return passing(LOST, spread, label, NOTHING);
    }

    private static Tuple4<String, String, byte[], Instant> passing(char kind, int spread, String label, byte[] chunk) {
        return new Tuple4<>(kind + Integer.toString(Math.floorMod(spread, KEYS)), label, chunk, null);
    }

    /**
     * The clock by the readings of a stretch.
     *
     * @param moves whether it moves the watermark, or is only told to the driver
     */
    static Tuple4<String, String, byte[], Instant> clock(long ticks, boolean moves) {
        Instant column = Instant.EPOCH.plus(column(ticks), ChronoUnit.MICROS);
        return new Tuple4<>(CLOCK, Long.toString(ticks), NOTHING, moves ? column : null);
    }

    /** A tick is a millisecond to Spark. */
    static long column(long ticks) {
        return ticks * 1_000;
    }

    static boolean isReadings(String key) {
        return key.charAt(0) == READINGS;
    }

    /** What comes out of a pack that needs no state. */
    static Tuple5<String, String, Long, byte[], byte[]> chunk(Tuple4<String, String, byte[], Instant> pack) {
        char kind = pack._1().charAt(0);
        if (kind == LOST) {
            return Chunk.lost(pack._2());
        }
        Output output = kind == VIOLATIONS ? Output.VIOLATIONS : Output.REJECTED;
        return Chunk.of(output, pack._2(), new ByteReader(pack._3()).readCount(), pack._3(), null);
    }

    static String device(String key) {
        return key.substring(1);
    }
}
