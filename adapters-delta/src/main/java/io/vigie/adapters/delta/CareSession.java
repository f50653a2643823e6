package io.vigie.adapters.delta;

import io.vigie.adapters.spark.spi.ProlepticTimes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/**
 * A session beside the one that was given, with its settings: what the care of tables needs set otherwise is set for it
 * alone.
 */
final class CareSession {

    static final String LARGEST_FILE = "spark.databricks.delta.optimize.maxFileSize";
    static final String SMALL_FILE = "spark.databricks.delta.optimize.minFileSize";
    static final String VACUUM_CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";

    /**
     * Where nobody asks for other sizes. Files of half the largest size are large enough: where every file below a
     * gigabyte is taken again, as Delta has it, a table that grows by small files is written anew each time.
     */
    private static final Map<String, String> SIZES = Map.of(
            LARGEST_FILE, Long.toString(256L << 20),
            SMALL_FILE, Long.toString(128L << 20));

    /** How many tasks list a table's directories: ten thousand, where nobody says less, which takes a small table half a minute. */
    private static final String LISTING_TASKS = "spark.sql.sources.parallelPartitionDiscovery.parallelism";

    private static final int LISTING_TASKS_PER_CORE = 4;

    private CareSession() {}

    static SparkSession beside(SparkSession session) {
        Map<String, String> settings = new LinkedHashMap<>(SIZES);
        settings.put(
                LISTING_TASKS,
                Integer.toString(LISTING_TASKS_PER_CORE * session.sparkContext().defaultParallelism()));
        settings.putAll(JavaConverters.mapAsJavaMap(session.conf().getAll()));
        SparkSession own = session.newSession();
        settings.forEach((name, value) -> {
            if (isOfSession(own, name)) {
                own.conf().set(name, value);
            }
        });
        ProlepticTimes.in(own);
        return own;
    }

    /** What is not, all sessions share anyway. */
    private static boolean isOfSession(SparkSession session, String name) {
        return !name.startsWith("spark.")
                || name.startsWith("spark.databricks.")
                || session.conf().isModifiable(name);
    }
}
