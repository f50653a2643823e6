package io.vigie.adapters.spark;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import scala.Tuple3;

/**
 * What moves through the shuffle: a device's readings out of one stretch of a source, or rejected messages, packed.
 * The key says which, and whose.
 */
final class Pack {

    /** As Spark carries it: key, label, packed bytes. */
    static final Encoder<Tuple3<String, String, byte[]>> ENCODER =
            Encoders.tuple(Encoders.STRING(), Encoders.STRING(), Encoders.BINARY());

    private static final char READINGS = 'r';
    private static final char REJECTED = 'x';

    /** Rejected messages need no state; they are spread over this many keys so that no task gets them all. */
    private static final int REJECTED_KEYS = 64;

    private Pack() {}

    static Tuple3<String, String, byte[]> readings(String device, byte[] chunk) {
        return new Tuple3<>(READINGS + device, "", chunk);
    }

    /** Rejected messages of one reason; {@code spread} is any number. */
    static Tuple3<String, String, byte[]> rejected(String reason, int spread, byte[] chunk) {
        return new Tuple3<>(REJECTED + Integer.toString(Math.floorMod(spread, REJECTED_KEYS)), reason, chunk);
    }

    static boolean isReadings(String key) {
        return key.charAt(0) == READINGS;
    }

    static String device(String key) {
        return key.substring(1);
    }
}
