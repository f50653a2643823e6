package io.vigie.adapters.spark.intake;

import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchTerms;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;
import java.io.Serializable;

/**
 * What the stages need of a pipeline's plan, and no more: this travels to every task, and plans may hold secrets.
 *
 * @param headers what is made of the headers of messages
 * @param full whether devices that are new are turned away, as there are as many as may be
 * @param forgetting devices that somebody wants to be forgotten
 * @param clocked whether deadlines and the ends of windows are found by the pipeline's clock too
 * @param movesClock whether readings move that clock
 */
public record StagePlan(
        PayloadPlan payload,
        HeaderUse headers,
        TimePolicy time,
        FleetLimits limits,
        RuleBook rules,
        WindowBook windows,
        Set<Output> outputs,
        boolean full,
        Set<DeviceId> forgetting,
        boolean clocked,
        boolean movesClock)
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** Of a pipeline, and of what its source says of headers. */
    public static StagePlan of(PipelinePlan plan, HeaderUse headers, boolean clocked) {
        return new StagePlan(
                plan.payload(),
                headers,
                plan.time(),
                plan.limits(),
                plan.rules(),
                plan.windows(),
                HashSet.ofAll(plan.sinks().keySet()),
                false,
                HashSet.empty(),
                clocked,
                false);
    }

    /** The same for a batch that goes by these terms. */
    public StagePlan by(BatchTerms terms) {
        return new StagePlan(
                payload,
                headers,
                time,
                limits,
                terms.rules(),
                terms.windows(),
                outputs,
                terms.full(),
                terms.forgetting(),
                clocked,
                terms.movesClock());
    }

    /** Whether what it writes follows from each message alone. */
    public boolean isStateless() {
        return outputs.forAll(output -> !output.needsState());
    }

    public boolean writes(Output output) {
        return outputs.contains(output);
    }
}
