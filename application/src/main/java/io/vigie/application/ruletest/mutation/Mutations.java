package io.vigie.application.ruletest.mutation;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.rule.Ending;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.time.Duration;

/**
 * Every way to change one thing of a rule: limits and other numbers by a hundredth, durations by a tenth, counts by one,
 * both ways; whether a limit itself counts; {@code and} into {@code or} and back; severities to their neighbours.
 */
public final class Mutations {

    private Mutations() {}

    /** The changed rules, as far as they are valid. */
    public static Seq<Mutant> of(Rule rule) {
        return rule.raise()
                .zipWithIndex()
                .flatMap(entry -> ofEntry(entry._1)
                        .flatMap(change -> mutant(
                                rule,
                                change.within(changed -> rule.raise().update(entry._2, changed)),
                                rule.clearFor(),
                                Option.some(entry._2))))
                .appendAll(ofClear(rule));
    }

    private static Seq<Mutant> ofClear(Rule rule) {
        return rule.clearFor().isZero()
                ? Vector.empty()
                : Nudges.of(rule.clearFor())
                        .flatMap(nudged -> mutant(
                                rule,
                                new Change<>(
                                        rule.raise(),
                                        TriggerChanges.text("clear.for", rule.clearFor()),
                                        TriggerChanges.text("clear.for", nudged)),
                                nudged,
                                Option.none()));
    }

    private static Option<Mutant> mutant(
            Rule rule, Change<Seq<RaiseEntry>> change, Duration clearFor, Option<Integer> entry) {
        return Rule.of(
                        rule.id(),
                        rule.metric(),
                        rule.devices(),
                        change.changed(),
                        clearFor,
                        Option.some(rule.message()),
                        rule.shadow())
                .toOption()
                .map(changed -> new Mutant(changed, entry, change.before(), change.after()));
    }

    private static Vector<Change<RaiseEntry>> ofEntry(RaiseEntry entry) {
        Vector<Change<RaiseEntry>> triggers = entry.trigger()
                .interpret(new TriggerChanges())
                .map(change -> change.within(trigger -> entry.with(trigger)));
        Vector<Change<RaiseEntry>> endings = Vector.ofAll(entry.ending())
                .flatMap(Mutations::ofEnding)
                .map(change -> change.within(ending -> entry.with(Option.some(ending))));
        Vector<Change<RaiseEntry>> severities = Vector.of(Severity.values())
                .filter(other -> Math.abs(other.rank() - entry.severity().rank()) == 1)
                .map(other -> new Change<>(
                        entry.with(other), "severity: " + entry.severity().word(), "severity: " + other.word()));
        return triggers.appendAll(endings).appendAll(severities);
    }

    private static Vector<Change<Ending>> ofEnding(Ending ending) {
        if (!(ending instanceof Ending.Until until)) {
            return TriggerChanges.durations("holds", ending.duration(), Ending.Holds::new);
        }
        return until.when()
                .interpret(new ConditionChanges())
                .map(change -> new Change<Ending>(
                        new Ending.Until(change.changed(), until.duration()),
                        "until " + change.before(),
                        "until " + change.after()))
                .appendAll(TriggerChanges.durations(
                        "until.for", until.duration(), duration -> new Ending.Until(until.when(), duration)));
    }
}
