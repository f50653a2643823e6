package io.vigie.adapters.spark;

import io.vigie.adapters.spark.intake.CheckMessages;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.intake.DecodeMessages;
import io.vigie.adapters.spark.monitoring.MonitorDevices;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.Pack;
import io.vigie.adapters.spark.spi.SparkSource;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;

/**
 * The stages that messages go through. The first decodes them where they are and packs the readings by device; the second
 * holds each device's state. What follows from each message alone has no second stage.
 */
final class PipelineStages {

    private PipelineStages() {}

    /**
     * What comes of messages, in chunks.
     *
     * @param clock adds to the packs what else moves the clock, where there is one
     */
    static Dataset<byte[]> of(
            Dataset<Row> messages, SparkSource.Shape shape, CurrentPlan stages, UnaryOperator<Dataset<Row>> clock) {
        boolean clocked = stages.get().clocked();
        if (stages.get().isStateless() && !clocked) {
            return messages.mapPartitions(new CheckMessages(stages, shape, false), Chunk.ENCODER);
        }
        Dataset<Row> packs = messages.mapPartitions(new DecodeMessages(stages, shape), Pack.ENCODER)
                .toDF(Pack.SCHEMA.fieldNames());
        Dataset<Row> timed = clocked ? clock.apply(packs).withWatermark("clock", "0 seconds") : packs;
        return timed.groupBy(functions.col("key"))
                .as(Encoders.STRING(), Pack.ENCODER)
                .flatMapGroupsWithState(
                        new MonitorDevices(stages, shape == SparkSource.Shape.LINES),
                        OutputMode.Append(),
                        Encoders.BINARY(),
                        Chunk.ENCODER,
                        clocked ? GroupStateTimeout.EventTimeTimeout() : GroupStateTimeout.NoTimeout());
    }
}
