package io.vigie.domain.monitor.readings;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The limits of one metric, in their order: between two neighbours no comparison with any of them changes. Limits of
 * hundreds of rules are looked through once for a reading, and not at all while it stays where the one before was.
 */
public final class MetricLimits {

    private final double[] ascending;

    public MetricLimits(DoubleStream limits) {
        // Zero has one sign, as values have.
        ascending = limits.map(limit -> limit + 0.0).sorted().distinct().toArray();
    }

    /** Tells a metric between which limits its value lies, or on which. */
    public void enclose(MetricState metric, double value) {
        int place = Arrays.binarySearch(ascending, value);
        if (place >= 0) {
            metric.calmAbove = value;
            metric.calmBelow = value;
        } else {
            int next = -place - 1;
            metric.calmAbove = next == 0 ? Double.NEGATIVE_INFINITY : ascending[next - 1];
            metric.calmBelow = next == ascending.length ? Double.POSITIVE_INFINITY : ascending[next];
        }
    }
}
