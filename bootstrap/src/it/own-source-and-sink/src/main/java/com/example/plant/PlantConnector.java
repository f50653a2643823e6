package com.example.plant;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;

/** Knows mailboxes and Parquet tables. */
public final class PlantConnector implements SparkSourceProvider, SparkSinkProvider {

    @Override
    public Option<SparkSource> source(SourcePlan plan) {
        return plan instanceof Mailbox mailbox ? Option.some(new MailboxSource(mailbox)) : Option.none();
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline) {
        return plan instanceof ParquetTable table ? Option.some(new ParquetSink(table)) : Option.none();
    }
}
