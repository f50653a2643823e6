package io.vigie.application.kind;

import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import io.vigie.application.plan.SinkPlan;

/**
 * A kind of sink that somebody brings to pipeline files: found by {@link java.util.ServiceLoader}, also by verbs that load no
 * engine, so that it needs none itself.
 */
public interface SinkKind {

    /** Its key under an output of {@code sinks}, such as {@code parquet}: no other kind of sink has it. */
    String key();

    /** The keys that it may have below that. Others are problems, which name the nearest of these. */
    Seq<String> options();

    /** The sink that is asked for, or all that is wrong with it. */
    Validation<Seq<OptionProblem>, SinkPlan> read(PlanOptions options);
}
