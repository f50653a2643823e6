package io.vigie.adapters.spark.spi;

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
}
