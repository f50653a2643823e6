package io.vigie.application.testing;

import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.time.Instant;

/**
 * A transition that a test expects.
 *
 * @param at its event time
 * @param rule the rule, one of those tested
 * @param device the device
 * @param transition {@code raised}, {@code escalated}, {@code deescalated} or {@code cleared}
 * @param severity the severity from then on; of a cleared alarm, the last it had
 * @param metric the metric of the reading that caused it, where the test says
 * @param value the value of that reading, where the test says
 */
public record ExpectedTransition(
        Instant at,
        RuleId rule,
        DeviceId device,
        String transition,
        Severity severity,
        Option<Metric> metric,
        Option<Double> value) {}
