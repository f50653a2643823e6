package io.vigie.adapters.spark.spi;

import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;

/** Knows sinks of some kinds. */
@FunctionalInterface
public interface SparkSinkProvider {

    /** The sink that this plan asks for, if it is of a kind known here. */
    Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline);
}
