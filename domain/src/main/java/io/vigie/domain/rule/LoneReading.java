package io.vigie.domain.rule;

import io.vigie.domain.rule.Quantity.Statistic;

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
    public double delta(int ofMetric) {
        return Double.NaN;
    }

    @Override
    public double rate(int ofMetric, long spanMicros) {
        return Double.NaN;
    }

    @Override
    public double statistic(Statistic statistic, int ofMetric, long spanMicros) {
        return Double.NaN;
    }

    @Override
    public double percentile(int ofMetric, double percent, long spanMicros) {
        return Double.NaN;
    }

    @Override
    public double zScore(int ofMetric, long spanMicros) {
        return Double.NaN;
    }

    @Override
    public double weightedMean(int ofMetric, double weight) {
        return Double.NaN;
    }

    @Override
    public double weightedZScore(int ofMetric, double weight) {
        return Double.NaN;
    }

    @Override
    public int flatline(int ofMetric, long spanMicros) {
        return Truth.UNDEFINED;
    }
}
