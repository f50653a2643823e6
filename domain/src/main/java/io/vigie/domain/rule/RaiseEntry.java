package io.vigie.domain.rule;

import io.vavr.control.Option;
import io.vigie.domain.rule.expression.Condition;
import java.io.Serializable;
import java.time.Duration;

/**
 * One line under a rule's {@code raise}: while it holds, the alarm is at least of its severity.
 *
 * @param severity the severity it asks for
 * @param trigger what makes it hold
 * @param ending where given, what keeps it going when the trigger is not met any more
 * @param keepsUndefined whether a reading on which its condition is undefined is not there for it; else its condition
 *     does not hold then
 */
public record RaiseEntry(Severity severity, Trigger trigger, Option<Ending> ending, boolean keepsUndefined)
        implements Serializable {

    /** The most {@code times} of an entry: as many evaluations may have to be remembered. */
    public static final int MOST_TIMES = 10_000;

    /** One that, where {@code until} is given, goes on holding until a reading on which this is true and the trigger is not. */
    public RaiseEntry(Severity severity, Trigger trigger, Option<Condition> until) {
        this(severity, trigger, until.map(condition -> new Ending.Until(condition, Duration.ZERO)), false);
    }

    /** The condition that ends it, where it has one. */
    public Option<Condition> until() {
        return ending.flatMap(end -> end instanceof Ending.Until until ? Option.some(until.when()) : Option.none());
    }

    /** The same with another trigger. */
    public RaiseEntry with(Trigger other) {
        return new RaiseEntry(severity, other, ending, keepsUndefined);
    }

    /** The same with another severity. */
    public RaiseEntry with(Severity other) {
        return new RaiseEntry(other, trigger, ending, keepsUndefined);
    }

    /** The same with another ending. */
    public RaiseEntry with(Option<Ending> other) {
        return new RaiseEntry(severity, trigger, other, keepsUndefined);
    }

    /** In the words of rule files, such as {@code warning when value > 80 for 30s until value < 75}. */
    @Override
    public String toString() {
        return severity.word()
                + " " + trigger
                + ending.map(end -> " " + end).getOrElse("")
                + (keepsUndefined ? " undefined keep" : "");
    }
}
