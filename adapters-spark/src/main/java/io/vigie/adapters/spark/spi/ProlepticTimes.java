package io.vigie.adapters.spark.spi;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Times of any year, in Parquet files as they are. Unless told by which calendar it shall reckon, Spark refuses to write a
 * time of before 1900, as an older Spark reckoned those by another one; and whoever sends a message says what its time
 * is.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-data-sources-parquet.html#configuration">Spark: Parquet files</a>
 */
public final class ProlepticTimes {

    private static final String PARQUET = "spark.sql.parquet.";
    private static final String AS_THEY_ARE = "CORRECTED";

    private static final Map<String, String> SETTINGS = Map.of(
            PARQUET + "datetimeRebaseModeInWrite", AS_THEY_ARE,
            PARQUET + "int96RebaseModeInWrite", AS_THEY_ARE,
            PARQUET + "datetimeRebaseModeInRead", AS_THEY_ARE,
            PARQUET + "int96RebaseModeInRead", AS_THEY_ARE);

    private ProlepticTimes() {}

    /** Has a session write and read them so. It must be one's own: there is no other way to tell Spark. */
    public static void in(SparkSession own) {
        SETTINGS.forEach(own.conf()::set);
    }
}
