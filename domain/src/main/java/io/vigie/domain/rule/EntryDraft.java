package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import java.time.Duration;

/**
 * An entry of a rule while it is being written; {@link Rules#when} and {@link Rules#silentFor} begin one. It is
 * immutable: each method answers with a new draft. What is wrong with it is told when the rule is built.
 */
public final class EntryDraft {

    private final Option<Either<String, Condition>> when;
    private final Option<Duration> heldFor;
    private final Option<Integer> times;
    private final Option<Duration> within;
    private final Option<Duration> silent;
    private final Option<Either<String, Condition>> until;

    private EntryDraft(
            Option<Either<String, Condition>> when,
            Option<Duration> heldFor,
            Option<Integer> times,
            Option<Duration> within,
            Option<Duration> silent,
            Option<Either<String, Condition>> until) {
        this.when = when;
        this.heldFor = heldFor;
        this.times = times;
        this.within = within;
        this.silent = silent;
        this.until = until;
    }

    static EntryDraft when(Either<String, Condition> condition) {
        return new EntryDraft(
                Option.some(condition), Option.none(), Option.none(), Option.none(), Option.none(), Option.none());
    }

    static EntryDraft silentFor(Duration duration) {
        return new EntryDraft(
                Option.none(), Option.none(), Option.none(), Option.none(), Option.some(duration), Option.none());
    }

    /** The condition that the text says, or why it says none. */
    static Either<String, Condition> read(String expression) {
        return ExpressionParser.parse(expression).mapLeft(error -> error.pointedOutIn(expression));
    }

    static Either<String, Condition> given(Condition condition) {
        return Either.right(condition);
    }

    /** It holds only after the condition has been true for so long. */
    public EntryDraft heldFor(Duration duration) {
        return new EntryDraft(when, Option.some(duration), times, within, silent, until);
    }

    /** It holds only when the condition was true on so many evaluations: the last ones, or any {@link #within} a span. */
    public EntryDraft times(int number) {
        return new EntryDraft(when, heldFor, Option.some(number), within, silent, until);
    }

    /** The span in which {@link #times} are counted. */
    public EntryDraft within(Duration span) {
        return new EntryDraft(when, heldFor, times, Option.some(span), silent, until);
    }

    /** Once it holds, it goes on until a reading on which this expression is true. */
    public EntryDraft until(String expression) {
        return new EntryDraft(when, heldFor, times, within, silent, Option.some(read(expression)));
    }

    /** Once it holds, it goes on until a reading on which this condition is true. */
    public EntryDraft until(Condition condition) {
        return new EntryDraft(when, heldFor, times, within, silent, Option.some(given(condition)));
    }

    /** The entry, or every defect that keeps it from being one. */
    Validation<Seq<RuleDefect>, RaiseEntry> entry(Severity severity, String path) {
        Vector<RuleDefect> defects = contradictions(path)
                .appendAll(problemOf(when).map(problem -> new RuleDefect(path + ".when", problem)))
                .appendAll(problemOf(until).map(problem -> new RuleDefect(path + ".until", problem)));
        if (!defects.isEmpty()) {
            return Validation.invalid(defects);
        }
        return Validation.valid(new RaiseEntry(severity, trigger(), until.map(Either::get)));
    }

    private Vector<RuleDefect> contradictions(String path) {
        Vector<RuleDefect> defects = Vector.empty();
        if (silent.isDefined() && (heldFor.isDefined() || times.isDefined() || within.isDefined())) {
            return defects.append(new RuleDefect(
                    path + ".silent", "says itself for how long; for, times and within go with a condition only"));
        }
        if (heldFor.isDefined() && (times.isDefined() || within.isDefined())) {
            defects = defects.append(
                    new RuleDefect(path + ".for", "cannot be combined with times and within; make them two entries"));
        }
        if (within.isDefined() && times.isEmpty()) {
            defects = defects.append(
                    new RuleDefect(path + ".within", "needs times: how often the condition is to be true in it"));
        }
        return defects;
    }

    private Trigger trigger() {
        return when.map(Either::get)
                .map(this::triggerOn)
                .orElse(silent.map(Trigger.Silent::new))
                .get();
    }

    private Trigger triggerOn(Condition condition) {
        if (heldFor.isDefined()) {
            return new Trigger.HeldFor(condition, heldFor.get());
        }
        if (within.isDefined()) {
            return new Trigger.RepeatedWithin(condition, times.get(), within.get());
        }
        if (times.isDefined()) {
            return new Trigger.Repeated(condition, times.get());
        }
        return new Trigger.Immediately(condition);
    }

    private static Option<String> problemOf(Option<Either<String, Condition>> expression) {
        return expression.flatMap(read -> read.swap().toOption());
    }
}
