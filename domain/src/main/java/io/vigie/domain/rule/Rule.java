package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import java.time.Duration;

/**
 * What to watch for on the devices of a pattern, and how grave it is.
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
        boolean shadow) {}
