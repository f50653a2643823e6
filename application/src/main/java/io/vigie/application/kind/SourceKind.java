package io.vigie.application.kind;

import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import io.vigie.application.plan.SourcePlan;

/**
 * A kind of source that somebody brings to pipeline files: found by {@link java.util.ServiceLoader}, also by verbs that load
 * no engine, so that it needs none itself.
 */
public interface SourceKind {

    /** Its key under {@code source}, such as {@code generated}: no other kind of source has it. */
    String key();

    /** The keys that it may have below that. Others are problems, which name the nearest of these. */
    Seq<String> options();

    /** The source that is asked for, or all that is wrong with it. */
    Validation<Seq<OptionProblem>, SourcePlan> read(PlanOptions options);
}
