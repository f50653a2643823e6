package io.vigie.adapters.spark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple4;

/**
 * What moves through the shuffle: a device's readings out of one stretch of a source, or rejected messages, packed; or
 * how far such a stretch moves the pipeline's clock. The key says which, and whose.
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

    /** Rejected messages need no state; they are spread over this many keys so that no task gets them all. */
    private static final int REJECTED_KEYS = 64;

    private static final byte[] NOTHING = {};

    private Pack() {}

    static Tuple4<String, String, byte[], Instant> readings(String device, byte[] chunk) {
        return new Tuple4<>(READINGS + device, "", chunk, null);
    }

    /** Rejected messages of one reason; {@code spread} is any number. */
    static Tuple4<String, String, byte[], Instant> rejected(String reason, int spread, byte[] chunk) {
        return new Tuple4<>(REJECTED + Integer.toString(Math.floorMod(spread, REJECTED_KEYS)), reason, chunk, null);
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

    static String device(String key) {
        return key.substring(1);
    }
}
