package io.vigie.bootstrap.benchmark.yardstick.telemetry;

import java.util.Locale;

/** The four kinds of sensors, and how the values of all sensors of a kind are spread. */
public enum SensorKind {
    TEMPERATURE("celsius", 20, 2, 23),
    HUMIDITY("percent", 50, 4, 56),
    PRESSURE("hectopascal", 1013, 5, 1020.5),
    VIBRATION("millimetre/s", 5, 0.5, 5.75);

    private final String unit;
    private final double mean;
    private final double deviation;
    private final double highLimit;

    SensorKind(String unit, double mean, double deviation, double highLimit) {
        this.unit = unit;
        this.mean = mean;
        this.deviation = deviation;
        this.highLimit = highLimit;
    }

    /** That of the device with this number. */
    public static SensorKind of(int device) {
        return values()[device % values().length];
    }

    /** What it measures. */
    public String metric() {
        return name().toLowerCase(Locale.ROOT);
    }

    String unit() {
        return unit;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return deviation;
    }

    /** Above it a value is high: one and a half standard deviations above the mean. */
    public double highLimit() {
        return highLimit;
    }

    /** So many standard deviations from the mean, in whole hundredths, as a person would write it. */
    double away(double deviations) {
        return Math.round((mean + deviations * deviation) * 100) / 100.0;
    }
}
