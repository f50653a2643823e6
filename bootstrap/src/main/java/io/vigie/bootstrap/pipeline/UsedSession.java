package io.vigie.bootstrap.pipeline;

import org.apache.spark.sql.SparkSession;

/**
 * A Spark session while it is used.
 *
 * @param session the session
 * @param ours whether it was made here, and so ends here; else others use its Spark too
 */
record UsedSession(SparkSession session, boolean ours) implements AutoCloseable {

    @Override
    public void close() {
        if (ours) {
            session.stop();
        }
    }
}
