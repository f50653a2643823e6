package io.vigie.domain.rule.expression;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one device at the instant of an evaluation: all that a {@link CompiledCondition} asks.
 *
 * <p>Metrics are indices into a table that the one who compiled the condition keeps. Implementations allocate nothing.
 */
public interface DeviceValues {

    /** The metric's latest value; NaN before its first reading. */
    double latest(int metric);

    /** The instant of the evaluation, in microseconds since 1970: spans end here. */
    long now();

    /** The metric's past; null where it is not known, so that every function of it is undefined. */
    @Nullable
    MetricPast past(int metric);

    /**
     * For how many seconds a condition was true in {@code (now - span, now]}, as it was at each observation of what it
     * reads, until the next; 0 before the first. NaN where it is not known.
     *
     * @param condition its place
     * @param span in microseconds
     */
    double secondsTrue(int condition, long span);
}
