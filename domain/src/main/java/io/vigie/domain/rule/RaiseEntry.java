package io.vigie.domain.rule;

import io.vavr.control.Option;
import io.vigie.domain.rule.expression.Condition;
import java.io.Serializable;

/**
 * One line under a rule's {@code raise}: while it holds, the alarm is at least of its severity.
 *
 * @param severity the severity it asks for
 * @param trigger what makes it hold
 * @param until where given, it goes on holding until a reading on which this is true and the trigger is not
 */
public record RaiseEntry(Severity severity, Trigger trigger, Option<Condition> until) implements Serializable {

    /** The most {@code times} of an entry: as many evaluations may have to be remembered. */
    public static final int MOST_TIMES = 10_000;

    /** In the words of rule files, such as {@code warning when value > 80 for 30s until value < 75}. */
    @Override
    public String toString() {
        return severity.word()
                + " " + trigger
                + until.map(condition -> " until " + condition).getOrElse("");
    }
}
