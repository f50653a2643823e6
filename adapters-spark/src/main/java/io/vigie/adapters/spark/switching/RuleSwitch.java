package io.vigie.adapters.spark.switching;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.ClockMark;
import io.vigie.adapters.spark.clock.PipelineClock;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.watch.ActiveAlarmsLog;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.monitor.RuleChanges;
import io.vigie.domain.rule.RuleBook;

/**
 * Which rules a pipeline goes by, and when it changes over to others: between two batches, by the thread that runs
 * them. The rules of a batch are in the {@link RulesLog} before any of its tasks runs.
 */
public final class RuleSwitch {

    private final LoadRules source;
    private final PipelineObserver observer;
    private final CurrentPlan stages;
    private final PipelineClock clock;
    private final RulesLog log;
    private final ActiveAlarmsLog alarms;
    private volatile RuleBook inForce;

    /** The last that the log was told of. */
    private RuleBook logged;

    private volatile Seq<String> problems = List.empty();

    /** The batch that the process before has begun and this one repeats. */
    private final Option<Long> repeated;

    /**
     * The rules to begin with, told to the observer where they are others than those before.
     *
     * @param rules gives the rules of a pipeline that goes on
     * @param mark what the checkpoint knows, where there is one
     */
    public RuleSwitch(
            PipelinePlan plan,
            LoadRules rules,
            PipelineObserver observer,
            CurrentPlan stages,
            PipelineClock clock,
            RulesLog log,
            ActiveAlarmsLog alarms,
            Option<ClockMark> mark) {
        source = plan.trigger() instanceof TriggerPlan.Every ? rules : LoadRules.fixed(plan.rules());
        this.observer = observer;
        this.stages = stages;
        this.clock = clock;
        this.log = log;
        this.alarms = alarms;
        repeated = mark.flatMap(ClockMark::repeated);
        Option<RuleBook> before = mark.flatMap(known -> log.of(known.planned()));
        logged = before.getOrElse(RuleBook.EMPTY);
        inForce = plan.rules();
        before.forEach(book -> {
            if (repeated.isDefined()) {
                goBy(book);
            } else {
                tell(RuleChanges.between(book, inForce));
            }
        });
    }

    /** Between two batches: takes other rules, if there are any and they can be used. */
    public void look() {
        source.load().peek(this::take).peekLeft(this::refuse);
    }

    /** The rules of the batch under way, or of the next. */
    public RuleBook inForce() {
        return inForce;
    }

    /** Whether those that it should be cannot be used. */
    public boolean isRefused() {
        return !problems.isEmpty();
    }

    /** A batch begins, and no task of it has run. */
    public void batchBegins(long number) {
        if (!stages.get().clocked() && !repeated.contains(number)) {
            look(); // where there is a clock, it has asked before
        }
        if (!inForce.equals(logged)) {
            log.write(number, inForce);
            logged = inForce;
        }
    }

    private void take(RuleBook rules) {
        if (rules.equals(inForce)) {
            if (!problems.isEmpty()) {
                problems = List.empty();
                observer.rulesRepaired();
            }
        } else if (!stages.get().clocked() && stages.get().with(rules).waits().isDefined()) {
            refuse(List.of(
                    "The rules have deadlines (for, silent, clear) now, for which the checkpoint of this pipeline has"
                            + " no place: it was first started without alarms, or by an older version of Vigie."));
        } else {
            problems = List.empty();
            RuleChanges changes = RuleChanges.between(inForce, rules);
            goBy(rules);
            tell(changes);
        }
    }

    private void goBy(RuleBook rules) {
        inForce = rules;
        stages.set(stages.get().with(rules));
        clock.waits(stages.get().waits());
    }

    private void tell(RuleChanges changes) {
        if (!changes.isEmpty()) {
            observer.rulesChanged(alarms.known()
                    .map(active -> changes.whileActive(active.byRule()))
                    .getOrElse(changes));
        }
    }

    private void refuse(Seq<String> found) {
        if (!found.equals(problems)) {
            problems = found;
            observer.rulesRefused(found);
        }
    }
}
