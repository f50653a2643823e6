package io.vigie.domain.rule;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import io.vavr.collection.HashSet;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.language.ExpressionParser;
import java.time.Duration;

/**
 * An entry of a rule while it is being written; {@link Rules#when} and {@link Rules#silentFor} begin one. It is
 * immutable: each method answers with a new draft. What is wrong with it is told when the rule is built.
 */
public final class EntryDraft {

    /** The draft that says nothing yet. */
    public static final EntryDraft EMPTY =
            new EntryDraft(Option.none(), Option.none(), Option.none(), Option.none(), Option.none(), Option.none());

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

    /** It holds while this expression is true. */
    public EntryDraft when(String expression) {
        return new EntryDraft(Option.some(read(expression)), heldFor, times, within, silent, until);
    }

    /** It holds while this condition is true. */
    public EntryDraft when(Condition condition) {
        return new EntryDraft(Option.some(Either.right(condition)), heldFor, times, within, silent, until);
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

    /** It holds from so long after a reading of the rule's metric until the next. */
    public EntryDraft silentFor(Duration duration) {
        return new EntryDraft(when, heldFor, times, within, Option.some(duration), until);
    }

    /** Once it holds, it goes on until a reading on which this expression is true. */
    public EntryDraft until(String expression) {
        return new EntryDraft(when, heldFor, times, within, silent, Option.some(read(expression)));
    }

    /** Once it holds, it goes on until a reading on which this condition is true. */
    public EntryDraft until(Condition condition) {
        return new EntryDraft(when, heldFor, times, within, silent, Option.some(Either.right(condition)));
    }

    /**
     * The entry, or every defect that keeps it from being one: keys that do not go together, expressions that cannot be
     * read. Whether its numbers are in range, the rule says.
     */
    public Validation<Seq<RuleDefect>, RaiseEntry> entry(Severity severity) {
        Seq<RuleDefect> defects = EntryKey.contradictions(given())
                .appendAll(problemOf(EntryKey.WHEN, when))
                .appendAll(problemOf(EntryKey.UNTIL, until));
        return defects.isEmpty()
                ? Validation.valid(new RaiseEntry(severity, trigger(), until.map(Either::get)))
                : Validation.invalid(defects);
    }

    private Set<EntryKey> given() {
        return HashSet.ofAll(Array.<Tuple2<EntryKey, Option<?>>>of(
                        Tuple.of(EntryKey.WHEN, when),
                        Tuple.of(EntryKey.FOR, heldFor),
                        Tuple.of(EntryKey.TIMES, times),
                        Tuple.of(EntryKey.WITHIN, within),
                        Tuple.of(EntryKey.SILENT, silent),
                        Tuple.of(EntryKey.UNTIL, until))
                .filter(key -> key._2.isDefined())
                .map(Tuple2::_1));
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

    /** The condition that the text says, or why it says none. */
    private static Either<String, Condition> read(String expression) {
        return ExpressionParser.parse(expression).mapLeft(error -> error.pointedOutIn(expression));
    }

    private static Seq<RuleDefect> problemOf(EntryKey key, Option<Either<String, Condition>> expression) {
        return Vector.ofAll(
                expression.flatMap(read -> read.swap().toOption()).map(problem -> new RuleDefect(key.word(), problem)));
    }
}
