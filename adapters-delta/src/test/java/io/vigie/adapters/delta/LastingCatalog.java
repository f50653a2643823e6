package io.vigie.adapters.delta;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.catalog.DeltaCatalog;

/** The session's own catalog as Delta Lake has it, called otherwise: one that outlives the process, as a metastore does. */
@SuppressWarnings("overrides") // a method of Delta's, in Scala, has no dots
public final class LastingCatalog extends DeltaCatalog {

    /** Gives a session that has not used its catalog yet this one. */
    static void in(SparkSession session) {
        session.conf().set("spark.sql.catalog.spark_catalog", LastingCatalog.class.getName());
    }
}
