package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.io.Serializable;
import java.time.Instant;

/**
 * One metric of one device over time.
 *
 * @param device the device
 * @param metric the metric
 * @param unit the unit of its readings, where they have one
 * @param readings how many readings there are
 * @param points the readings to draw, in the order of their times: all, or of each of {@value #STRETCHES} equal
 *     stretches of time the least and the greatest
 * @param limits what the rules compare it with
 * @param alarms the alarms of rules that read it
 * @param alarmsBefore those under the rules of before
 */
public record MetricTimeline(
        DeviceId device,
        Metric metric,
        Option<String> unit,
        long readings,
        Seq<Point> points,
        Seq<Limit> limits,
        Seq<PastAlarm> alarms,
        Seq<PastAlarm> alarmsBefore) {

    /** Into how many stretches a long series is cut. */
    public static final int STRETCHES = 1_000;

    /** A reading. */
    public record Point(Instant time, double value) implements Serializable {}

    /**
     * A number that the metric is compared with.
     *
     * @param text the comparison as the rule has it
     * @param latest whether the reading itself is compared, not something computed of several
     * @param before whether it is a limit of the rules of before alone
     */
    public record Limit(RuleId rule, Severity severity, double value, String text, boolean latest, boolean before) {}
}
