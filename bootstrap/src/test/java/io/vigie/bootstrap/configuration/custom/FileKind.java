package io.vigie.bootstrap.configuration.custom;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import io.vigie.application.kind.OptionProblem;
import io.vigie.application.kind.PlanOptions;
import io.vigie.application.kind.SinkKind;
import io.vigie.application.plan.SinkPlan;

/** A kind of sink that has the key of one of Vigie's own. */
public final class FileKind implements SinkKind {

    @Override
    public String key() {
        return "delta";
    }

    @Override
    public Seq<String> options() {
        return List.of("path");
    }

    @Override
    public Validation<Seq<OptionProblem>, SinkPlan> read(PlanOptions options) {
        throw new AssertionError("nobody knows whether it is meant");
    }
}
