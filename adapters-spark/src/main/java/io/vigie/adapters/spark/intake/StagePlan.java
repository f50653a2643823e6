package io.vigie.adapters.spark.intake;

import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchTerms;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;
import java.io.Serializable;
import java.util.Map;

/**
 * What the stages need of a pipeline's plan, and no more: this travels to every task, and plans may hold secrets.
 *
 * @param headers what is made of the headers of messages
 * @param full whether devices that are new are turned away, as there are as many as may be
 * @param forgetting devices that somebody wants to be forgotten
 * @param clocked whether deadlines and the ends of windows are found by the pipeline's clock too
 * @param movesClock whether messages move that clock
 * @param arrivals for each part of the source, the largest arrival before: within a part they do not step back
 * @param planned when the batch was planned, in microseconds since 1970: none of its messages arrived later.
 *     {@link Microseconds#NEVER} where arrivals are taken as they come
 * @param lagBefore the lag of devices that were remembered by a version without, until they are heard
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
        boolean movesClock,
        Map<String, Long> arrivals,
        long planned,
        long lagBefore)
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
                false,
                Map.of(),
                Microseconds.NEVER,
                0);
    }

    /**
     * The same for a batch that goes by these terms.
     *
     * @param plannedAt when it was planned, in microseconds since 1970
     */
    public StagePlan by(BatchTerms terms, long plannedAt) {
        ReadArrivals read = terms.read();
        long first = read.first() == Microseconds.NONE ? plannedAt : read.first();
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
                terms.movesClock(),
                read.latest().toJavaMap(),
                plannedAt,
                read.clockBefore().map(before -> first - before).getOrElse(0L));
    }

    /** Whether what it writes follows from each message alone. */
    public boolean isStateless() {
        return outputs.forAll(output -> !output.needsState());
    }

    public boolean writes(Output output) {
        return outputs.contains(output);
    }
}
