package io.vigie.adapters.spark;

import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;
import java.io.Serializable;

/** What the stages need of a pipeline's plan, and no more: this travels to every task, and plans may hold secrets. */
record StagePlan(PayloadPlan payload, TimePolicy time, RuleBook rules, WindowBook windows, Set<Output> outputs)
        implements Serializable {

    private static final long serialVersionUID = 1;

    static StagePlan of(PipelinePlan plan) {
        return new StagePlan(
                plan.payload(),
                plan.time(),
                plan.rules(),
                plan.windows(),
                HashSet.ofAll(plan.sinks().keySet()));
    }

    boolean writes(Output output) {
        return outputs.contains(output);
    }
}
