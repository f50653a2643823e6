package io.vigie.adapters.spark.spi;

import io.vavr.control.Option;
import io.vigie.application.plan.SourcePlan;

/** Knows sources of some kinds. */
@FunctionalInterface
public interface SparkSourceProvider {

    /** The source that this plan asks for, if it is of a kind known here. */
    Option<SparkSource> source(SourcePlan plan);
}
