package io.vigie.domain.window;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.domain.rule.DevicePattern;
import java.io.Serializable;

/**
 * Which metrics windows are made of: those that match one of these globs, written like those of devices.
 *
 * @param globs one or more
 */
public record MetricPattern(Seq<DevicePattern> globs) implements Serializable {

    private static final long serialVersionUID = 1;

    /** Every metric. */
    public static final MetricPattern EVERY = new MetricPattern(List.of(DevicePattern.EVERY));

    /** @throws IllegalArgumentException when there is no glob */
    public MetricPattern {
        if (globs.isEmpty()) {
            throw new IllegalArgumentException("A metric pattern has one glob or more; * stands for every metric.");
        }
    }

    /** Those that match one of these globs. */
    public static MetricPattern of(String... globs) {
        return new MetricPattern(List.of(globs).map(DevicePattern::new));
    }

    /** Whether the metric of this name is one of them. */
    public boolean matches(String metric) {
        return globs.exists(glob -> glob.matches(metric));
    }
}
