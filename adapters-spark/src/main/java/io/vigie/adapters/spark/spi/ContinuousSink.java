package io.vigie.adapters.spark.spi;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.types.StructType;

/**
 * Where rows of an output go as they come. Spark gives a continuous query one sink: the sinks of a pipeline make their
 * rows into records of one kind, which one of them writes.
 */
public interface ContinuousSink {

    /** What is the same for sinks that can share a query, such as the cluster they write to; no secret. */
    String target();

    /** The columns of a record. */
    StructType records();

    /** Makes a row of the output, in the columns of its table or of dead letters, into a record. */
    RowConversion conversion();

    /** Writes records, those of the other sinks too. */
    DataStreamWriter<Row> writer(Dataset<Row> records);
}
