package com.example.plant;

import io.vavr.control.Option;
import io.vigie.application.plan.SinkPlan;

/** A directory of Parquet files. */
public record ParquetTable(String path) implements SinkPlan.Custom {

    @Override
    public Option<String> location() {
        return Option.some(path);
    }
}
