package io.vigie.application.pipeline;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.monitor.RuleChanges;
import io.vigie.domain.rule.RuleBook;

/**
 * Which rules a pipeline goes by, and when it changes over to others: between two batches, by the thread that runs
 * them. The rules of a batch are in the checkpoint before any of its tasks runs.
 */
final class RuleSwitch {

    private final LoadRules source;
    private final PipelineObserver observer;
    private final CurrentTerms terms;
    private final PipelineClock clock;
    private final KeptByBatch<RuleBook> log;
    private final ActiveAlarmCount alarms;

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
    RuleSwitch(
            PipelinePlan plan,
            LoadRules rules,
            PipelineObserver observer,
            CurrentTerms terms,
            PipelineClock clock,
            KeptByBatch<RuleBook> log,
            ActiveAlarmCount alarms,
            Option<CheckpointMark> mark) {
        source = plan.trigger().goesOnInBatches() ? rules : LoadRules.fixed(plan.rules());
        this.observer = observer;
        this.terms = terms;
        this.clock = clock;
        this.log = log;
        this.alarms = alarms;
        repeated = mark.flatMap(CheckpointMark::repeated);
        Option<RuleBook> before = mark.flatMap(known -> log.at(known.planned()));
        logged = before.getOrElse(RuleBook.EMPTY);
        before.forEach(book -> {
            if (repeated.isDefined()) {
                goBy(book);
            } else {
                tell(RuleChanges.between(book, inForce()));
            }
        });
    }

    /** Between two batches: takes other rules, if there are any and they can be used. */
    void look() {
        source.load().peek(this::take).peekLeft(this::refuse);
    }

    /** The rules of the batch under way, or of the next. */
    RuleBook inForce() {
        return terms.rules();
    }

    /** Whether those that it should be cannot be used. */
    boolean isRefused() {
        return !problems.isEmpty();
    }

    /** A batch begins, and no task of it has run. */
    void batchBegins(long number) {
        if (!terms.clocked() && !repeated.contains(number)) {
            look(); // where there is a clock, it has asked before
        }
        if (!inForce().equals(logged)) {
            log.write(number, inForce());
            logged = inForce();
        }
    }

    private void take(RuleBook rules) {
        if (rules.equals(inForce())) {
            if (!problems.isEmpty()) {
                problems = List.empty();
                observer.rulesRepaired();
            }
        } else if (!terms.clocked() && terms.waitsWith(rules).isDefined()) {
            refuse(List.of(
                    "The rules have deadlines (for, silent, clear) now, for which the checkpoint of this pipeline has"
                            + " no place: it was first started without alarms, or by an older version of Vigie."));
        } else {
            problems = List.empty();
            RuleChanges changes = RuleChanges.between(inForce(), rules);
            goBy(rules);
            tell(changes);
        }
    }

    private void goBy(RuleBook rules) {
        terms.goBy(rules);
        clock.waits(terms.waits());
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
