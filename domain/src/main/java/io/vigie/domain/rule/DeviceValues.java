package io.vigie.domain.rule;

import io.vigie.domain.rule.Quantity.Statistic;

/**
 * What is known of one device at the instant of an evaluation: all that a {@link CompiledCondition} asks.
 *
 * <p>Metrics are indices into a table that the one who compiled the condition keeps. Spans are in microseconds and
 * reach back from the instant t of the evaluation: {@code (t - span, t]}. A number that is undefined is NaN.
 * Implementations allocate nothing.
 */
public interface DeviceValues {

    /** The metric's latest value; undefined before its first reading. */
    double latest(int metric);

    /** The latest value less the one before; undefined before the second reading. */
    double delta(int metric);

    /** The latest less the earliest value of the span, per second between them; undefined where those are 0. */
    double rate(int metric, long spanMicros);

    /** A statistic of the span's readings; of none undefined, but their count is 0. */
    double statistic(Statistic statistic, int metric, long spanMicros);

    /** The percentile of the span's values, linear between closest ranks; of none undefined. */
    double percentile(int metric, double percent, long spanMicros);

    /** The latest value against mean and sample deviation of those before it in the span. */
    double zScore(int metric, long spanMicros);

    /** The exponentially weighted mean of all values so far. */
    double weightedMean(int metric, double weight);

    /** The latest value against the exponentially weighted mean and variance of those before it. */
    double weightedZScore(int metric, double weight);

    /** Whether the latest value has been the same since a reading at or before {@code t - span}: a {@link Truth}. */
    int flatline(int metric, long spanMicros);
}
