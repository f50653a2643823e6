package io.vigie.application.pipeline;

import io.vavr.collection.List;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchTerms;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Waits;
import io.vigie.domain.window.WindowBook;

/** The rules and windows that a pipeline goes by, in the batch under way or the next, and what time alone has come of them. */
final class CurrentTerms {

    private final PipelinePlan plan;
    private final boolean clocked;
    private volatile RuleBook rules;
    private volatile WindowBook windows;

    /** Those of the plan to begin with. */
    CurrentTerms(PipelinePlan plan, boolean clocked) {
        this.plan = plan;
        this.clocked = clocked;
        rules = plan.rules();
        windows = plan.windows();
    }

    /** Whether a pipeline can ever come to wait for time to pass, with whatever rules. */
    static boolean mayWait(PipelinePlan plan) {
        return plan.writes(Output.ALARMS)
                || plan.writes(Output.WINDOWS)
                || (plan.limits().forgetAfter().isDefined() && plan.needsState());
    }

    /** Whether the pipeline has a clock. */
    boolean clocked() {
        return clocked;
    }

    RuleBook rules() {
        return rules;
    }

    WindowBook windows() {
        return windows;
    }

    void goBy(RuleBook others) {
        rules = others;
    }

    void goBy(WindowBook others) {
        windows = others;
    }

    /** What a batch goes by. */
    BatchTerms of(boolean full, Set<DeviceId> forgetting) {
        return new BatchTerms(rules, windows, full, forgetting, waits().isDefined());
    }

    /** How long time alone may have to pass for something to come of it; none where all hangs on readings. */
    Option<Waits> waits() {
        return waitsWith(rules);
    }

    /** The same with other rules. */
    Option<Waits> waitsWith(RuleBook others) {
        Option<Waits> ofRules = plan.writes(Output.ALARMS) ? Waits.of(others.rules()) : Option.none();
        Option<Waits> ofWindows = plan.writes(Output.WINDOWS) ? windows.waits() : Option.none();
        Option<Waits> ofForgetting =
                plan.needsState() ? plan.limits().forgetAfter().map(time -> new Waits(time, time)) : Option.none();
        return List.of(ofRules, ofWindows, ofForgetting).flatMap(waits -> waits).reduceOption(Waits::and);
    }

    /**
     * Holds the pipeline against what its checkpoint has places for.
     *
     * @throws PipelineRefused when the pipeline needs a clock, or state, and the checkpoint has no place for it
     */
    void mustFit(CheckpointMark mark) {
        if (!mark.hasState() && plan.needsState() && mark.committed().isDefined()) {
            throw new PipelineRefused("The checkpoint " + mark.checkpoint()
                    + " has no place for what is remembered of devices, which readings, alarms and windows need: the"
                    + " pipeline was first started with violations or rejected alone. Leave those sinks out; or move the"
                    + " checkpoint away together with the tables, or choose new paths for both, and start afresh.");
        }
        if (!mark.isClocked() && waits().isDefined()) {
            throw new PipelineRefused("The checkpoint " + mark.checkpoint()
                    + " has no place for the pipeline's clock, which finds deadlines (for, silent, clear), the ends of"
                    + " windows, and when to forget devices that send nothing: it was written by an older version of"
                    + " Vigie, or without alarms, windows and forgetDevicesAfter. Go on without windows and"
                    + " forgetDevicesAfter, and with rules that have no deadlines; or move the checkpoint away together with the tables, or choose new paths for"
                    + " both, and start afresh.");
        }
    }
}
