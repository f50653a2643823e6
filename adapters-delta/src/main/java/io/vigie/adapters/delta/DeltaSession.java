package io.vigie.adapters.delta;

import io.vigie.application.port.out.PipelineRefused;
import org.apache.spark.sql.SparkSession;

/** What a session needs for Delta tables. Where the platform has Delta built in, as on Databricks, it needs nothing. */
final class DeltaSession {

    private static final String EXTENSIONS = "spark.sql.extensions";
    private static final String CATALOG = "spark.sql.catalog.spark_catalog";

    private DeltaSession() {}

    /** @throws PipelineRefused when the session lacks Delta's extension or catalog */
    static void mustBeReady(SparkSession session) {
        boolean extended = session.conf().get(EXTENSIONS, "").contains("io.delta.sql.DeltaSparkSessionExtension");
        boolean catalogued = !session.conf().get(CATALOG, "").isEmpty();
        if (TransactionLog.canBeRead() && !(extended && catalogued)) {
            throw new PipelineRefused("The Spark session is not set up for Delta tables. Build it with " + EXTENSIONS
                    + "=io.delta.sql.DeltaSparkSessionExtension and " + CATALOG
                    + "=org.apache.spark.sql.delta.catalog.DeltaCatalog.");
        }
    }
}
