package io.vigie.adapters.spark.spi;

import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import org.apache.spark.sql.types.StructType;

/** Knows sinks of some kinds. */
@FunctionalInterface
public interface SparkSinkProvider {

    /** The sink that this plan asks for, if it is of a kind known here. */
    Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline);

    /**
     * The same for rows of these columns, for sinks that must know them before the first row comes: windows have a
     * column for each aggregate that the pipeline asks for.
     */
    default Option<SparkSink> sink(SinkPlan plan, Output output, StructType columns, String pipeline) {
        return sink(plan, output, pipeline);
    }
}
