package io.vigie.adapters.delta;

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

    private CareSession() {}

    static SparkSession beside(SparkSession session) {
        Map<String, String> settings = new LinkedHashMap<>(SIZES);
        settings.putAll(JavaConverters.mapAsJavaMap(session.conf().getAll()));
        SparkSession own = session.newSession();
        settings.forEach((name, value) -> {
            if (own.conf().isModifiable(name) || !name.startsWith("spark.sql.")) {
                own.conf().set(name, value);
            }
        });
        return own;
    }
}
