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
    public static final EntryDraft EMPTY = new EntryDraft(
            Option.none(),
            Option.none(),
            Option.none(),
            Option.none(),
            Option.none(),
            Option.none(),
            Option.none(),
            false);

    private final Option<Either<String, Condition>> when;
    private final Option<Duration> heldFor;
    private final Option<Integer> times;
    private final Option<Duration> within;
    private final Option<Duration> silent;
    private final Option<Tuple2<Either<String, Condition>, Duration>> until;
    private final Option<Duration> holds;
    private final boolean keepsUndefined;

    private EntryDraft(
            Option<Either<String, Condition>> when,
            Option<Duration> heldFor,
            Option<Integer> times,
            Option<Duration> within,
            Option<Duration> silent,
            Option<Tuple2<Either<String, Condition>, Duration>> until,
            Option<Duration> holds,
            boolean keepsUndefined) {
        this.when = when;
        this.heldFor = heldFor;
        this.times = times;
        this.within = within;
        this.silent = silent;
        this.until = until;
        this.holds = holds;
        this.keepsUndefined = keepsUndefined;
    }

    /** It holds while this expression is true. */
    public EntryDraft when(String expression) {
        return when(read(expression));
    }

    /** It holds while this condition is true. */
    public EntryDraft when(Condition condition) {
        return when(Either.right(condition));
    }

    private EntryDraft when(Either<String, Condition> read) {
        return new EntryDraft(Option.some(read), heldFor, times, within, silent, until, holds, keepsUndefined);
    }

    /** It holds only after the condition has been true for so long. */
    public EntryDraft heldFor(Duration duration) {
        return new EntryDraft(when, Option.some(duration), times, within, silent, until, holds, keepsUndefined);
    }

    /** It holds only when the condition was true on so many evaluations: the last ones, or any {@link #within} a span. */
    public EntryDraft times(int number) {
        return new EntryDraft(when, heldFor, Option.some(number), within, silent, until, holds, keepsUndefined);
    }

    /** The span in which {@link #times} are counted. */
    public EntryDraft within(Duration span) {
        return new EntryDraft(when, heldFor, times, Option.some(span), silent, until, holds, keepsUndefined);
    }

    /** It holds from so long after a reading of the rule's metric until the next. */
    public EntryDraft silentFor(Duration duration) {
        return new EntryDraft(when, heldFor, times, within, Option.some(duration), until, holds, keepsUndefined);
    }

    /** Once it holds, it goes on until a reading on which this expression is true. */
    public EntryDraft until(String expression) {
        return until(expression, Duration.ZERO);
    }

    /** Once it holds, it goes on until this expression was true for so long. */
    public EntryDraft until(String expression, Duration duration) {
        return until(read(expression), duration);
    }

    /** Once it holds, it goes on until a reading on which this condition is true. */
    public EntryDraft until(Condition condition) {
        return until(condition, Duration.ZERO);
    }

    /** Once it holds, it goes on until this condition was true for so long. */
    public EntryDraft until(Condition condition, Duration duration) {
        return until(Either.right(condition), duration);
    }

    private EntryDraft until(Either<String, Condition> read, Duration duration) {
        return new EntryDraft(
                when, heldFor, times, within, silent, Option.some(Tuple.of(read, duration)), holds, keepsUndefined);
    }

    /** Once it holds, it goes on until so long after the last reading on which it was met, whatever comes between. */
    public EntryDraft holds(Duration duration) {
        return new EntryDraft(when, heldFor, times, within, silent, until, Option.some(duration), keepsUndefined);
    }

    /** A reading on which its condition is undefined is not there for it; without this, the condition does not hold then. */
    public EntryDraft keepingUndefined() {
        return new EntryDraft(when, heldFor, times, within, silent, until, holds, true);
    }

    /**
     * The entry, or every defect that keeps it from being one: keys that do not go together, expressions that cannot be
     * read. Whether its numbers are in range, the rule says.
     */
    public Validation<Seq<RuleDefect>, RaiseEntry> entry(Severity severity) {
        Seq<RuleDefect> defects = EntryKey.contradictions(given())
                .appendAll(problemOf(EntryKey.WHEN, when))
                .appendAll(problemOf(EntryKey.UNTIL, until.map(Tuple2::_1)));
        return defects.isEmpty()
                ? Validation.valid(new RaiseEntry(severity, trigger(), ending(), keepsUndefined))
                : Validation.invalid(defects);
    }

    private Set<EntryKey> given() {
        return HashSet.ofAll(Array.<Tuple2<EntryKey, Option<?>>>of(
                        Tuple.of(EntryKey.WHEN, when),
                        Tuple.of(EntryKey.FOR, heldFor),
                        Tuple.of(EntryKey.TIMES, times),
                        Tuple.of(EntryKey.WITHIN, within),
                        Tuple.of(EntryKey.SILENT, silent),
                        Tuple.of(EntryKey.UNTIL, until),
                        Tuple.of(EntryKey.HOLDS, holds),
                        Tuple.of(EntryKey.UNDEFINED, Option.when(keepsUndefined, true)))
                .filter(key -> key._2.isDefined())
                .map(Tuple2::_1));
    }

    private Option<Ending> ending() {
        return until.<Ending>map(said -> new Ending.Until(said._1.get(), said._2))
                .orElse(holds.map(Ending.Holds::new));
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
