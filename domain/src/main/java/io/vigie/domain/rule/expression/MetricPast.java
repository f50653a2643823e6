package io.vigie.domain.rule.expression;

/**
 * What is remembered of one metric of one device: all that {@link Function}s ask, as far as they said beforehand that
 * they need it {@link Kept}.
 *
 * <p>Times are in microseconds since 1970. Spans are in microseconds and reach back from the instant {@code now} of the
 * evaluation: {@code (now - span, now]}. What is undefined is NaN. Implementations allocate nothing.
 */
public interface MetricPast {

    /** The latest value; undefined before the first reading. */
    double latest();

    /** The value before the latest; undefined before the second reading. */
    double previous();

    /** Seconds from the latest reading until now; undefined before the first. */
    double age(long now);

    /** Whether the latest value has been the same since a reading at or before a time. */
    boolean isUnchangedSince(long time);

    /** The latest less the earliest value of the span, per second between them; undefined where those are 0. */
    double rate(long now, long span);

    /** The number of the span's readings. */
    double count(long now, long span);

    /** The sum of the span's values; of none undefined. */
    double sum(long now, long span);

    /** The mean of the span's values; of none undefined. */
    double mean(long now, long span);

    /** The least of the span's values; of none undefined. */
    double least(long now, long span);

    /** The greatest of the span's values; of none undefined. */
    double greatest(long now, long span);

    /** The sample standard deviation of the span's values; of fewer than two undefined. */
    double deviation(long now, long span);

    /** The percentile of the span's values, linear between closest ranks; of none undefined. */
    double percentile(double percent, long now, long span);

    /** The latest value against mean and sample deviation of those before it in the span. */
    double zScore(long now, long span);

    /** The exponentially weighted mean of all values so far. */
    double weightedMean(double weight);

    /** The latest value against the exponentially weighted mean and variance of those before it. */
    double weightedZScore(double weight);

    /** What the span's readings add to a counter; undefined where none of them has one before it. */
    double increase(long now, long span);

    /** The number of the span's readings at which a counter began anew, as far as is known. */
    double resets(long now, long span);

    /** The area under the span's values, a straight line from each to the next, times hours; of fewer than two undefined. */
    double integral(long now, long span);
}
