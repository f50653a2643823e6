package io.vigie.domain.rule.expression;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** How the calls of a function are made ready to be evaluated; its forms are those that functions have in common. */
interface Meaning<R> {

    /** What a call comes to that has these arguments. */
    R of(CompiledArguments arguments);

    /** A number by a metric's past. */
    static Meaning<CompiledQuantity> past(PastValue value) {
        return arguments -> new PastQuantity(arguments, value);
    }

    /** Whether something is so by a metric's past. */
    static Meaning<CompiledCondition> whether(PastTruth truth) {
        return arguments -> new PastCondition(arguments, truth);
    }

    /** What an operator makes of a quantity. */
    static Meaning<CompiledQuantity> ofOne(DoubleUnaryOperator operator) {
        return arguments -> QuantityCompiler.calculated(arguments.quantity(0), operator);
    }

    /** What an operator makes of two quantities. */
    static Meaning<CompiledQuantity> ofTwo(DoubleBinaryOperator operator) {
        return arguments -> QuantityCompiler.calculated(arguments.quantity(0), arguments.quantity(1), operator);
    }

    /** For how long a condition was true. */
    static Meaning<CompiledQuantity> whileTrue() {
        return arguments -> new TimeOfTruth(arguments.timesOfTruth(0), arguments.span());
    }

    /** A number by the past of the metric that a function is called with; NaN where it is undefined. */
    interface PastValue {
        double of(MetricPast past, long now, PastArguments call);
    }

    /** Whether something is so by the past of the metric that a function is called with. */
    interface PastTruth {
        boolean of(MetricPast past, long now, PastArguments call);
    }

    /**
     * What a call has beside its metric.
     *
     * @param span how far it looks back, in microseconds; 0 where it has no span
     * @param number its percentage or weight; 0 where it has neither
     */
    record PastArguments(long span, double number) {}

    /** One class for all functions of the past, so that what calls it need not tell them apart. */
    final class PastQuantity extends CompiledQuantity {
        private final int metric;
        private final PastArguments call;
        private final PastValue value;

        PastQuantity(CompiledArguments arguments, PastValue value) {
            metric = arguments.metric();
            call = new PastArguments(arguments.span(), arguments.number());
            this.value = value;
        }

        @Override
        public double evaluate(DeviceValues values) {
            @Nullable MetricPast past = values.past(metric);
            return past == null ? Double.NaN : value.of(past, values.now(), call);
        }
    }

    /** Likewise for conditions. */
    final class PastCondition extends CompiledCondition {
        private final int metric;
        private final PastArguments call;
        private final PastTruth truth;

        PastCondition(CompiledArguments arguments, PastTruth truth) {
            metric = arguments.metric();
            call = new PastArguments(arguments.span(), arguments.number());
            this.truth = truth;
        }

        @Override
        public int evaluate(DeviceValues values) {
            @Nullable MetricPast past = values.past(metric);
            return past == null ? Truth.UNDEFINED : Truth.of(truth.of(past, values.now(), call));
        }
    }

    /** Seconds. */
    final class TimeOfTruth extends CompiledQuantity {
        private final int condition;
        private final long span;

        TimeOfTruth(int condition, long span) {
            this.condition = condition;
            this.span = span;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.secondsTrue(condition, span);
        }
    }
}
