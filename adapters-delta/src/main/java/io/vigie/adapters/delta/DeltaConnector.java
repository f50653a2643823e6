package io.vigie.adapters.delta;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;

/** Delta Lake tables, as sinks and as a source. The session must have Delta's extension and catalog. */
public final class DeltaConnector implements SparkSourceProvider, SparkSinkProvider {

    @Override
    public Option<SparkSource> source(SourcePlan plan) {
        return plan instanceof SourcePlan.DeltaTable table ? Option.some(new DeltaSource(table)) : Option.none();
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline) {
        return plan instanceof SinkPlan.DeltaTable table
                ? Option.some(new DeltaSink(table.path(), output, pipeline))
                : Option.none();
    }
}
