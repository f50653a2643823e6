package io.vigie.adapters.delta;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import org.apache.spark.sql.types.StructType;

/** Delta Lake tables, as sinks and as a source. The session must have Delta's extension and catalog. */
public final class DeltaConnector implements SparkSourceProvider, SparkSinkProvider {

    @Override
    public Option<SparkSource> source(SourcePlan plan) {
        return plan instanceof SourcePlan.DeltaTable table ? Option.some(new DeltaSource(table)) : Option.none();
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline) {
        return sink(plan, output, Tables.of(output), pipeline);
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, StructType columns, String pipeline) {
        return plan instanceof SinkPlan.DeltaTable table
                ? Option.some(new DeltaSink(TableReference.of(table.table()), output, columns, pipeline))
                : Option.none();
    }
}
