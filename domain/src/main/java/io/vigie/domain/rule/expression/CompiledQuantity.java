package io.vigie.domain.rule.expression;

/**
 * A {@link Quantity} made ready to be evaluated for every reading. It is immutable, may be shared between threads, and
 * evaluates without allocating.
 */
public abstract class CompiledQuantity {

    CompiledQuantity() {}

    /**
     * Makes a quantity ready.
     *
     * @param places where {@link DeviceValues} finds what it speaks of
     */
    public static CompiledQuantity compile(Quantity quantity, Places places) {
        return quantity.interpret(new QuantityCompiler(places));
    }

    /** Its value, NaN where it is undefined. */
    public abstract double evaluate(DeviceValues values);

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
