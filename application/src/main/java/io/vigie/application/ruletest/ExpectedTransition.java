package io.vigie.application.ruletest;

import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.time.Instant;

/**
 * A transition that a test expects. What is not given is not compared.
 *
 * @param at its event time
 * @param rule the rule, one of those tested
 * @param device the device
 * @param transition {@code raised}, {@code escalated}, {@code deescalated} or {@code cleared}
 * @param severity the severity from then on; of a cleared alarm, the last it had
 * @param metric the metric of the reading that caused it; of a deadline, of the last reading
 * @param value the value of that reading
 * @param message the alarm's text
 */
public record ExpectedTransition(
        Instant at,
        RuleId rule,
        DeviceId device,
        String transition,
        Option<Severity> severity,
        Option<Metric> metric,
        Option<Double> value,
        Option<String> message) {

    /** What to expect so that exactly this transition is. */
    public static ExpectedTransition exactly(AlarmTransition transition) {
        AlarmTransition.Occasion occasion = transition.occasion();
        return new ExpectedTransition(
                occasion.eventTime(),
                occasion.rule(),
                occasion.device(),
                transition.word(),
                Option.some(transition.severity()),
                Option.some(occasion.metric()),
                Option.some(occasion.value()).filter(value -> !Double.isNaN(value)),
                Option.some(occasion.message()));
    }

    /** Whether it is expected of the same alarm, whatever is expected. */
    public boolean isOfAlarm(AlarmTransition transition) {
        return rule.equals(transition.occasion().rule())
                && device.equals(transition.occasion().device());
    }

    /** Whether the transition is as expected in all that is given. */
    public boolean isMetBy(AlarmTransition transition) {
        AlarmTransition.Occasion occasion = transition.occasion();
        return at.equals(occasion.eventTime())
                && isOfAlarm(transition)
                && this.transition.equals(transition.word())
                && severity.forAll(wanted -> wanted == transition.severity())
                && metric.forAll(occasion.metric()::equals)
                // As in rules, zero has one sign.
                && value.forAll(wanted -> wanted.doubleValue() == occasion.value())
                && message.forAll(occasion.message()::equals);
    }
}
