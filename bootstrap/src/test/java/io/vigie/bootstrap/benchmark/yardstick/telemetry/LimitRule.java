package io.vigie.bootstrap.benchmark.yardstick.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule that a reading breaks by itself: its value is below the one limit or above the other.
 *
 * @param id its name
 * @param metric the only metric that it reads
 * @param low a value below it breaks the rule; negative infinity for no such limit
 * @param high a value above it breaks the rule; positive infinity for no such limit
 */
public record LimitRule(String id, String metric, double low, double high) {

    /** Twenty rules, five for each metric: two upper limits, two lower ones, and a range. */
    public static final List<LimitRule> TWENTY = twenty();

    private static List<LimitRule> twenty() {
        List<LimitRule> rules = new ArrayList<>();
        for (SensorKind kind : SensorKind.values()) {
            rules.add(of(kind, "high", Double.NEGATIVE_INFINITY, kind.away(3)));
            rules.add(of(kind, "very-high", Double.NEGATIVE_INFINITY, kind.away(6)));
            rules.add(of(kind, "low", kind.away(-3), Double.POSITIVE_INFINITY));
            rules.add(of(kind, "very-low", kind.away(-6), Double.POSITIVE_INFINITY));
            rules.add(of(kind, "out-of-range", kind.away(-4), kind.away(4)));
        }
        return List.copyOf(rules);
    }

    private static LimitRule of(SensorKind kind, String name, double low, double high) {
        return new LimitRule(kind.metric() + "-" + name, kind.metric(), low, high);
    }

    /** Whether it has a lower limit. */
    public boolean hasLow() {
        return low != Double.NEGATIVE_INFINITY;
    }

    /** Whether it has an upper limit. */
    public boolean hasHigh() {
        return high != Double.POSITIVE_INFINITY;
    }
}
