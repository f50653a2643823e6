package io.vigie.adapters.spark.spi;

import io.vigie.application.port.out.PipelineRefused;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A stream that a pipeline reads. */
public interface SparkSource {

    /** What the rows of a source are. */
    enum Shape {
        /** One message a row, in {@link MessageColumns}. */
        MESSAGES,
        /** Messages in lines, many to a row, in {@link MessageColumns}. */
        LINES,
        /** Readings as {@link Tables#READINGS} has them: decoded and validated before. */
        READINGS
    }

    /** What its rows are. */
    Shape shape();

    /**
     * Opens the stream; nothing is read yet.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when there is nothing to open, or no right to
     */
    Dataset<Row> open(SparkSession session);

    /**
     * All that is there now, at once and in no particular order; what comes later is not seen.
     *
     * @throws PipelineRefused when there is nothing to read, no right to, or no past that could be read again
     */
    default Dataset<Row> history(SparkSession session) {
        throw new PipelineRefused("What has gone through this source cannot be read again. Have a pipeline write its"
                + " readings to a Delta table, and name that.");
    }
}
