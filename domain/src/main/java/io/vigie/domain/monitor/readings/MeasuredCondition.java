package io.vigie.domain.monitor.readings;

import io.vigie.domain.rule.expression.CompiledCondition;
import io.vigie.domain.rule.expression.DeviceValues;
import io.vigie.domain.rule.expression.Truth;

/** A condition of which rules ask for how long it was true. */
public final class MeasuredCondition {

    /** The condition as rules have it, and the metric that {@code value} stands for: kept states have it. */
    public final String name;

    private final CompiledCondition condition;

    /** The places of the metrics that it reads. */
    final int[] metrics;

    /** How far back it is asked for, in microseconds. */
    long longestSpan;

    MeasuredCondition(String name, CompiledCondition condition, int[] metrics) {
        this.name = name;
        this.condition = condition;
        this.metrics = metrics;
    }

    /** How far back it is asked for, in microseconds. */
    public long longestSpan() {
        return longestSpan;
    }

    /** When it is true for a device of which nothing is known yet. */
    public TimesOfTruth newTimes() {
        return new TimesOfTruth(longestSpan);
    }

    /** Looks whether it is true on an observation of what it reads. */
    public void observe(DeviceValues device, TimesOfTruth times) {
        times.turn(device.now(), condition.evaluate(device) == Truth.TRUE);
    }
}
