package io.vigie.domain.rule;

/** A {@link Quantity} made ready to be evaluated for every reading. */
abstract class CompiledQuantity {

    /** Its value, NaN where it is undefined. */
    abstract double evaluate(DeviceValues values);

    /** The value, where it is the same at all times, else NaN. */
    double constant() {
        return Double.NaN;
    }

    /** The metric, where it is nothing but that metric's latest value, else -1. */
    int latestMetric() {
        return -1;
    }

    /** The metric, where it is nothing but that metric's latest value without its sign, else -1. */
    int magnitudeOf() {
        return -1;
    }

    final boolean isConstant() {
        return !Double.isNaN(constant());
    }

    final boolean isLatest() {
        return latestMetric() >= 0;
    }
}
