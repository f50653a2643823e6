package io.vigie.bootstrap.benchmark.yardstick.telemetry;

import java.time.Duration;

/**
 * The two alarms of a device that need memory: an anomaly, which begins far from the weighted mean and ends near it, and
 * a value that stays high.
 */
public final class AlarmSettings {

    /** The weight of the latest value in the mean. */
    public static final double WEIGHT = 0.05;

    /** How many values a mean is made of before anything is compared with it. */
    public static final int WARM_UP = 30;

    /** An anomaly begins further away than this, in standard deviations. */
    public static final double BEGINS_BEYOND = 6;

    /** An anomaly ends nearer than this, in standard deviations. */
    public static final double ENDS_WITHIN = 3;

    /** So long a value is high before there is an alarm. */
    public static final Duration HELD_FOR = Duration.ofSeconds(5);

    /** What the rule on anomalies of a metric is called. */
    public static String anomaly(String metric) {
        return metric + "-anomaly";
    }

    /** What the rule on values that stay high is called. */
    public static String held(String metric) {
        return metric + "-held";
    }

    private AlarmSettings() {}
}
