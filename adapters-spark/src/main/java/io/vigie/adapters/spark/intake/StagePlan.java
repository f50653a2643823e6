package io.vigie.adapters.spark.intake;

import io.vavr.collection.HashSet;
import io.vavr.collection.List;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Waits;
import io.vigie.domain.window.WindowBook;
import java.io.Serializable;

/**
 * What the stages need of a pipeline's plan, and no more: this travels to every task, and plans may hold secrets.
 *
 * @param headers what is made of the headers of messages
 * @param full whether devices that are new are turned away, as there are as many as may be
 * @param forgetting devices that somebody wants to be forgotten
 * @param clocked whether deadlines and the ends of windows are found by the pipeline's clock too
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
        boolean clocked)
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
                clocked);
    }

    /** The same with other rules. */
    public StagePlan with(RuleBook others) {
        return new StagePlan(payload, headers, time, limits, others, windows, outputs, full, forgetting, clocked);
    }

    /** The same, with devices that are new turned away, or not. */
    public StagePlan full(boolean isFull) {
        return isFull == full
                ? this
                : new StagePlan(payload, headers, time, limits, rules, windows, outputs, isFull, forgetting, clocked);
    }

    /** The same with other windows. */
    public StagePlan with(WindowBook others) {
        return new StagePlan(payload, headers, time, limits, rules, others, outputs, full, forgetting, clocked);
    }

    /** The same, with these devices to be forgotten. */
    public StagePlan forgetting(Set<DeviceId> devices) {
        return devices.isEmpty() && forgetting.isEmpty()
                ? this
                : new StagePlan(payload, headers, time, limits, rules, windows, outputs, full, devices, clocked);
    }

    /** How long time alone may have to pass for something to come of it; none where all hangs on readings. */
    public Option<Waits> waits() {
        Option<Waits> ofRules = writes(Output.ALARMS) ? Waits.of(rules.rules()) : Option.none();
        Option<Waits> ofWindows = writes(Output.WINDOWS) ? windows.waits() : Option.none();
        Option<Waits> ofForgetting =
                isStateless() ? Option.none() : limits.forgetAfter().map(time -> new Waits(time, time));
        return List.of(ofRules, ofWindows, ofForgetting).flatMap(waits -> waits).reduceOption(Waits::and);
    }

    /** Whether a pipeline can ever come to wait for time to pass, with whatever rules. */
    public static boolean mayWait(PipelinePlan plan) {
        return plan.writes(Output.ALARMS)
                || plan.writes(Output.WINDOWS)
                || (plan.limits().forgetAfter().isDefined()
                        && plan.sinks().keySet().exists(Output::needsState));
    }

    /** Whether what it writes follows from each message alone. */
    public boolean isStateless() {
        return outputs.forAll(output -> !output.needsState());
    }

    public boolean writes(Output output) {
        return outputs.contains(output);
    }
}
