package com.example.plant;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import io.vigie.application.kind.OptionProblem;
import io.vigie.application.kind.PlanOptions;
import io.vigie.application.kind.SinkKind;
import io.vigie.application.plan.SinkPlan;

/** {@code sinks: { alarms: { parquet: { path: out } } }}. */
public final class ParquetKind implements SinkKind {

    @Override
    public String key() {
        return "parquet";
    }

    @Override
    public Seq<String> options() {
        return List.of("path");
    }

    @Override
    public Validation<Seq<OptionProblem>, SinkPlan> read(PlanOptions options) {
        return options.path("path").required().<SinkPlan>map(ParquetTable::new).mapError(List::of);
    }
}
