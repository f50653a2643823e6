package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.domain.reading.Metric;
import java.io.Serializable;
import java.time.Duration;

/**
 * What to watch for on the devices of a pattern, and how grave it is. A rule that exists is valid; {@link #of} says
 * all that is wrong with one that is not.
 *
 * @param id the rule's identity
 * @param metric what {@code value} stands for; none where the expressions name the metrics they read
 * @param devices the devices it watches
 * @param raise when an alarm is active, one entry or more; of those that hold, the most severe decides
 * @param clearFor how long no entry must have held before the alarm clears; zero clears at once
 * @param message the alarm's text, with {@code {device}}, {@code {metric}}, {@code {value}}, {@code {unit}},
 *     {@code {rule}}, {@code {severity}} and {@code {time}} filled in
 * @param shadow whether its alarms are for trial only: recorded, and sent nowhere else
 */
public record Rule(
        RuleId id,
        Option<Metric> metric,
        DevicePattern devices,
        Seq<RaiseEntry> raise,
        Duration clearFor,
        String message,
        boolean shadow)
        implements Serializable {

    /** The message of a rule that gives none. */
    public static final String DEFAULT_MESSAGE = "{rule}: {metric} of {device} is {value} {unit}";

    /** @throws IllegalArgumentException when the rule is not valid, with all that is wrong */
    public Rule {
        Seq<RuleDefect> defects = RuleChecks.defectsOf(metric, raise, clearFor, message);
        if (!defects.isEmpty()) {
            throw Rules.refused("Rule " + id + " is not valid.", defects);
        }
    }

    /**
     * The rule of these parts, or every defect they have.
     *
     * @param message the alarm's text, else {@link #DEFAULT_MESSAGE}
     */
    public static Validation<Seq<RuleDefect>, Rule> of(
            RuleId id,
            Option<Metric> metric,
            DevicePattern devices,
            Seq<RaiseEntry> raise,
            Duration clearFor,
            Option<String> message,
            boolean shadow) {
        String text = message.getOrElse(DEFAULT_MESSAGE);
        Seq<RuleDefect> defects = RuleChecks.defectsOf(metric, raise, clearFor, text);
        return defects.isEmpty()
                ? Validation.valid(new Rule(id, metric, devices, raise, clearFor, text, shadow))
                : Validation.invalid(defects);
    }
}
