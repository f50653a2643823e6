package io.vigie.domain.monitor;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vigie.domain.monitor.compiled.CompiledEntry;
import io.vigie.domain.monitor.compiled.CompiledRule;
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
 */
public record RuleCost(RuleId rule, long bytesPerDevice, Seq<Span> spans) {

    /** The bytes of a reading that is kept: its time and its value. */
    public static final int BYTES_PER_READING = 16;

    private static final int TIME = 8;
    private static final int NUMBER = 8;
    private static final int COUNT = 4;
    private static final int FLAGS = 1;

    /** Where a metric stands among the others, or the length of a short text. */
    private static final int PLACE = 2;

    /** Units are short; a longer one costs its bytes more. */
    private static final int UNIT = 16;

    /**
     * Readings that are kept.
     *
     * @param metric the readings' metric
     * @param length how far back they are kept
     * @param fewer whether a reading goes as soon as no {@code min} or {@code max} can come to it any more: of values
     *     that go up and down few stay
     */
    public record Span(Metric metric, Duration length, boolean fewer) {

        /** The most bytes that the readings of this span take, at so many a second. */
        public long bytesAt(double readingsPerSecond) {
            return Math.round(length.toMillis() / 1e3 * readingsPerSecond) * BYTES_PER_READING;
        }

        /** Such as {@code 16 bytes a reading of temperature within 10m (9.6 kB at one a second)}. */
        @Override
        public String toString() {
            return (fewer ? "up to " : "") + BYTES_PER_READING + " bytes a reading of " + metric + " within "
                    + DurationText.print(length) + " (" + (fewer ? "at most " : "") + size(bytesAt(1))
                    + " at one a second)";
        }
    }

    /** What a rule costs. */
    public static RuleCost of(Rule rule) {
        MetricTable table = new MetricTable(Array.of(rule));
        long bytes = ofRule(rule, new CompiledRule(rule, table::find));
        Seq<Span> spans = Array.empty();
        for (int place = 0; place < table.size(); place++) {
            MetricNeeds needs = table.needs(place);
            bytes += ofMetric(table.metric(place), needs);
            if (needs.longestSpan > 0) {
                spans = spans.append(span(table.metric(place), needs.longestSpan, false));
            }
            long extremes = Math.max(needs.longestLeast, needs.longestGreatest);
            if (extremes > needs.longestSpan) {
                spans = spans.append(span(table.metric(place), extremes, true));
            }
        }
        return new RuleCost(rule.id(), bytes, spans);
    }

    private static Span span(Metric metric, long microseconds, boolean fewer) {
        return new Span(metric, Duration.ofMillis(microseconds / 1_000), fewer);
    }

    private static long ofRule(Rule rule, CompiledRule compiled) {
        // Its id and what it reads; severity and metric, when it was raised and since when it waits to clear.
        long bytes = text(rule.id().value()) + NUMBER + 2L * PLACE + 2L * TIME + COUNT;
        for (CompiledEntry entry : compiled.entries) {
            bytes += FLAGS + COUNT + (1L + entry.times) * (TIME + PLACE + NUMBER);
        }
        return bytes;
    }

    private static long ofMetric(Metric metric, MetricNeeds needs) {
        // The latest reading and its unit, the value before, and since when it has been the same.
        long bytes = text(metric.name()) + 2L * TIME + 2L * NUMBER + PLACE + UNIT + 4L * COUNT;
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
                + spans.map(span -> " + " + span).mkString();
    }
}
