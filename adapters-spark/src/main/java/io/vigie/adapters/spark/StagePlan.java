package io.vigie.adapters.spark;

import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.RuleBook;
import java.io.Serializable;

/**
 * What the stages need of a pipeline's plan, and no more: this travels to every task, and plans may hold secrets.
 *
 * @param clocked whether deadlines are found by the pipeline's clock too
 */
record StagePlan(PayloadPlan payload, TimePolicy time, RuleBook rules, Set<Output> outputs, boolean clocked)
        implements Serializable {

    private static final long serialVersionUID = 1;

    static StagePlan of(PipelinePlan plan, boolean clocked) {
        return new StagePlan(
                plan.payload(),
                plan.time(),
                plan.rules(),
                HashSet.ofAll(plan.sinks().keySet()),
                clocked);
    }

    /** The same with other rules. */
    StagePlan with(RuleBook others) {
        return new StagePlan(payload, time, others, outputs, clocked);
    }

    boolean writes(Output output) {
        return outputs.contains(output);
    }
}
