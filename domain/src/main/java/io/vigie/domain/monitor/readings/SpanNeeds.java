package io.vigie.domain.monitor.readings;

/** What is asked of the readings of one span of one metric, beside their number and the earliest of them. */
final class SpanNeeds {

    /** The span in microseconds. */
    final long span;

    /** Whether their sum is asked for, by {@code sum}, {@code mean} and what builds on it. */
    boolean sum;

    /** Whether the sum of their squares is, by {@code stddev} and {@code zscore}. */
    boolean squares;

    /** Whether their order is, by {@code percentile}. */
    boolean order;

    /** Whether what they add to a counter is, by {@code increase} and {@code resets}. */
    boolean counter;

    /** Whether the area under them is, by {@code integral}. */
    boolean area;

    SpanNeeds(long span) {
        this.span = span;
    }
}
