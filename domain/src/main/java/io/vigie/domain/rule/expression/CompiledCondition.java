package io.vigie.domain.rule.expression;

import io.vavr.collection.Seq;
import io.vavr.control.Option;

/**
 * A {@link Condition} made ready to be evaluated for every reading. It is immutable, may be shared between threads,
 * and evaluates without allocating.
 *
 * <p>Numbers follow IEEE 754 with NaN for undefined: a comparison with NaN is undefined, so is division by zero of
 * either sign, and {@code -0.0} equals {@code 0.0}. {@code x between low and high} is undefined when any of the three
 * is.
 */
public abstract class CompiledCondition {

    CompiledCondition() {}

    /**
     * Makes a condition ready.
     *
     * @param places where {@link DeviceValues} finds what it speaks of
     */
    public static CompiledCondition compile(Condition condition, Places places) {
        return condition.interpret(new ConditionCompiler(places));
    }

    /**
     * Where the outcome hangs on nothing but latest values compared with constants, those constants: as long as no
     * value passes or reaches one of them, the outcome stays. None where it hangs on anything else.
     */
    public Option<Seq<Double>> limits() {
        return Option.none();
    }

    /** Evaluates to {@link Truth#TRUE}, {@link Truth#FALSE} or {@link Truth#UNDEFINED}. */
    public abstract int evaluate(DeviceValues values);
}
