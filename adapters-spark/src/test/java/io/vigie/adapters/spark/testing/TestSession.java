package io.vigie.adapters.spark.testing;

import io.vigie.adapters.spark.spi.LocalFiles;
import org.apache.spark.sql.SparkSession;

/** One Spark session for all the tests of a JVM. It knows Delta tables where Delta is on the class path. */
public final class TestSession {

    private TestSession() {}

    /** The session; tests leave its settings as they find them. */
    public static SparkSession get() {
        SparkSession.Builder builder = SparkSession.builder()
                .appName("tests")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", System.getProperty("spark.sql.shuffle.partitions", "2"))
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.streaming.stopTimeout", "20s");
        LocalFiles.settings().forEach(builder::config);
        if (isThere("io.delta.sql.DeltaSparkSessionExtension")) {
            builder.config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                    .config("spark.databricks.delta.snapshotPartitions", "1");
        }
        return builder.getOrCreate();
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, TestSession.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
