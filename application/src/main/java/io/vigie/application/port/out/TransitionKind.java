package io.vigie.application.port.out;

import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.io.Serializable;

/**
 * What transitions are counted by.
 *
 * @param rule whose alarm it is
 * @param word what happened: {@code raised escalated deescalated cleared}
 * @param severity the alarm's severity from then on; of a cleared one, the last it had
 * @param from the severity that it had before; none of an alarm that is raised
 * @param shadow whether the rule is on trial
 */
public record TransitionKind(RuleId rule, String word, Severity severity, Option<Severity> from, boolean shadow)
        implements Serializable {

    /** The kind of this transition. */
    public static TransitionKind of(AlarmTransition transition) {
        return new TransitionKind(
                transition.occasion().rule(),
                transition.word(),
                transition.severity(),
                from(transition),
                transition.occasion().shadow());
    }

    private static Option<Severity> from(AlarmTransition transition) {
        if (transition instanceof AlarmTransition.Escalated escalated) {
            return Option.some(escalated.from());
        }
        if (transition instanceof AlarmTransition.Deescalated deescalated) {
            return Option.some(deescalated.from());
        }
        return transition instanceof AlarmTransition.Cleared cleared ? Option.some(cleared.severity()) : Option.none();
    }

    /** Whether the alarm is active from then on. */
    public boolean staysActive() {
        return !word.equals("cleared");
    }
}
