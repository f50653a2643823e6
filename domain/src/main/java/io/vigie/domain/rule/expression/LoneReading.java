package io.vigie.domain.rule.expression;

import org.jspecify.annotations.Nullable;

/**
 * A reading looked at by itself: its metric's latest value is known, and nothing else. A condition that is true of it
 * is one that the reading meets by itself.
 *
 * @param metric the metric's index, as the condition was compiled with
 * @param value the reading's value
 */
public record LoneReading(int metric, double value) implements DeviceValues {

    @Override
    public double latest(int ofMetric) {
        return ofMetric == metric ? value : Double.NaN;
    }

    @Override
    public long now() {
        return 0;
    }

    @Override
    public @Nullable MetricPast past(int ofMetric) {
        return null;
    }

    @Override
    public double secondsTrue(int condition, long span) {
        return Double.NaN;
    }
}
