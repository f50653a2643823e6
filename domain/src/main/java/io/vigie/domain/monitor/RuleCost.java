package io.vigie.domain.monitor;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vigie.domain.monitor.compiled.CompiledEntry;
import io.vigie.domain.monitor.compiled.CompiledRule;
import io.vigie.domain.monitor.readings.MeasuredCondition;
import io.vigie.domain.monitor.readings.MetricNeeds;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.text.DurationText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * What a rule costs for each device that it watches: the most bytes of kept state. In memory it is about twice as
 * much. What rules of one metric share is counted for each of them.
 *
 * @param rule the rule
 * @param bytesPerDevice the bytes that do not grow with the readings
 * @param spans what grows with them: the readings that functions look back to
 * @param counters the metrics of which each reading that falls is kept until one rises, however long that takes
 */
public record RuleCost(RuleId rule, long bytesPerDevice, Seq<Span> spans, Seq<Metric> counters) {

    /** The bytes of a reading that is kept: its time and its value. */
    public static final int BYTES_PER_READING = 16;

    /** The bytes of a reading of a counter that is kept: besides, what it adds to. */
    public static final int BYTES_PER_COUNT = 24;

    /** The bytes of a fall of a counter: the value before it, and where it is among the readings that are kept. */
    static final int BYTES_PER_FALL = 13;

    private static final int TIME = 8;
    private static final int NUMBER = 8;
    private static final int COUNT = 4;
    private static final int FLAGS = 1;

    /** Where a metric stands among the others, or the length of a short text. */
    private static final int PLACE = 2;

    /** Units are short; a longer one costs its bytes more. */
    private static final int UNIT = 16;

    /**
     * Readings that are kept, or times in which a condition was true.
     *
     * @param what one of them, such as {@code reading of temperature}
     * @param length how far back they are kept
     * @param bytes of one of them
     * @param fewer whether some are not kept: a reading goes as soon as no {@code min} or {@code max} can come to it any
     *     more, and a time in which a condition was true takes two readings at least
     */
    public record Span(String what, Duration length, int bytes, boolean fewer) {

        /** The most bytes that the readings of this span take, at so many a second. */
        public long bytesAt(double readingsPerSecond) {
            return Math.round(length.toMillis() / 1e3 * readingsPerSecond) * bytes;
        }

        /** Such as {@code 16 bytes a reading of temperature within 10m (9.6 kB at one a second)}. */
        @Override
        public String toString() {
            return (fewer ? "up to " : "") + bytes + " bytes a " + what + " within "
                    + DurationText.print(length) + " (" + (fewer ? "at most " : "") + size(bytesAt(1))
                    + " at one a second)";
        }
    }

    /** What a rule costs. */
    public static RuleCost of(Rule rule) {
        MetricTable table = new MetricTable(Array.of(rule));
        long bytes = ofRule(rule, new CompiledRule(rule, table));
        Seq<Span> spans = Array.empty();
        for (int place = 0; place < table.size(); place++) {
            MetricNeeds needs = table.needs(place);
            bytes += ofMetric(table.metric(place), needs);
            if (needs.longestSpan > 0) {
                int each = needs.counter ? BYTES_PER_COUNT : BYTES_PER_READING;
                spans = spans.append(span(table.metric(place), needs.longestSpan, each, false));
            }
            long extremes = Math.max(needs.longestLeast, needs.longestGreatest);
            if (extremes > needs.longestSpan) {
                spans = spans.append(span(table.metric(place), extremes, BYTES_PER_READING, true));
            }
        }
        for (MeasuredCondition condition : table.conditions()) {
            bytes += text(condition.name) + TIME + COUNT;
            spans = spans.append(
                    new Span("time of " + condition.name, duration(condition.longestSpan()), BYTES_PER_READING, true));
        }
        Seq<Metric> counters = Array.range(0, table.size())
                .filter(place -> table.needs(place).counter)
                .map(table::metric);
        return new RuleCost(rule.id(), bytes, spans, counters);
    }

    private static Span span(Metric metric, long microseconds, int bytes, boolean fewer) {
        return new Span("reading of " + metric, duration(microseconds), bytes, fewer);
    }

    private static Duration duration(long microseconds) {
        return Duration.ofMillis(microseconds / 1_000);
    }

    private static long ofRule(Rule rule, CompiledRule compiled) {
        // Its id and what it reads; severity and metric, when it was raised and since when it waits to clear; its last
        // transition, and the last raising and its number.
        long bytes = text(rule.id().value()) + NUMBER + 2L * PLACE + 4L * TIME + 2L * COUNT;
        for (CompiledEntry entry : compiled.entries) {
            bytes += FLAGS + COUNT + (1L + entry.times) * (TIME + PLACE + NUMBER) + (entry.untilFor > 0 ? TIME : 0);
        }
        return bytes;
    }

    private static long ofMetric(Metric metric, MetricNeeds needs) {
        // The latest reading and its unit, the value before, and since when it has been the same.
        long bytes = text(metric.name()) + 2L * TIME + 2L * NUMBER + PLACE + UNIT + 4L * COUNT;
        if (needs.previous) {
            bytes += TIME;
        }
        if (needs.counter) {
            // The reading before the span.
            bytes += BYTES_PER_COUNT + 2L * COUNT;
        }
        return bytes + needs.weights.length * (COUNT + 4L * NUMBER);
    }

    private static int text(String text) {
        return PLACE + text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Such as {@code drifting: 158 bytes a device + 16 bytes a reading of temperature within 10m (…)}. */
    @Override
    public String toString() {
        return rule + ": " + bytesPerDevice + " bytes a device"
                + spans.map(span -> " + " + span).mkString()
                + counters.map(metric -> " + " + BYTES_PER_FALL + " bytes a reading at which " + metric
                                + " falls, until it rises")
                        .mkString();
    }
}
