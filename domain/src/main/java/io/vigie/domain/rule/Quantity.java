package io.vigie.domain.rule;

import java.io.Serializable;
import java.time.Duration;

/**
 * A numeric expression over one device's readings. It may be undefined: a metric never seen, too few readings, a
 * division by zero. Interpreters implement {@link Algebra}, so that a new node without one does not compile.
 *
 * <p>Spans are whole milliseconds, more than none and at most 366 days.
 */
public sealed interface Quantity extends Serializable {

    /** Has the algebra interpret this node. */
    <R> R interpret(Algebra<R> algebra);

    /** It is more than the other. */
    default Condition above(Quantity other) {
        return new Condition.Comparison(this, Condition.Operator.GREATER, other);
    }

    /** It is more than the other. */
    default Condition above(double other) {
        return above(new Constant(other));
    }

    /** It is the other or more. */
    default Condition atLeast(Quantity other) {
        return new Condition.Comparison(this, Condition.Operator.GREATER_OR_EQUAL, other);
    }

    /** It is the other or more. */
    default Condition atLeast(double other) {
        return atLeast(new Constant(other));
    }

    /** It is less than the other. */
    default Condition below(Quantity other) {
        return new Condition.Comparison(this, Condition.Operator.LESS, other);
    }

    /** It is less than the other. */
    default Condition below(double other) {
        return below(new Constant(other));
    }

    /** It is the other or less. */
    default Condition atMost(Quantity other) {
        return new Condition.Comparison(this, Condition.Operator.LESS_OR_EQUAL, other);
    }

    /** It is the other or less. */
    default Condition atMost(double other) {
        return atMost(new Constant(other));
    }

    /** It is exactly the other. */
    default Condition equalTo(Quantity other) {
        return new Condition.Comparison(this, Condition.Operator.EQUAL, other);
    }

    /** It is exactly the other. */
    default Condition equalTo(double other) {
        return equalTo(new Constant(other));
    }

    /** It is not exactly the other. */
    default Condition differentFrom(Quantity other) {
        return new Condition.Comparison(this, Condition.Operator.NOT_EQUAL, other);
    }

    /** It is not exactly the other. */
    default Condition differentFrom(double other) {
        return differentFrom(new Constant(other));
    }

    /** It is low, high or something between them. */
    default Condition between(Quantity low, Quantity high) {
        return new Condition.Between(this, low, high);
    }

    /** It is low, high or something between them. */
    default Condition between(double low, double high) {
        return between(new Constant(low), new Constant(high));
    }

    /** The sum of both. */
    default Quantity plus(Quantity other) {
        return new Arithmetic(this, Operation.PLUS, other);
    }

    /** The sum of both. */
    default Quantity plus(double other) {
        return plus(new Constant(other));
    }

    /** It less the other. */
    default Quantity minus(Quantity other) {
        return new Arithmetic(this, Operation.MINUS, other);
    }

    /** It less the other. */
    default Quantity minus(double other) {
        return minus(new Constant(other));
    }

    /** The product of both. */
    default Quantity times(Quantity other) {
        return new Arithmetic(this, Operation.TIMES, other);
    }

    /** The product of both. */
    default Quantity times(double other) {
        return times(new Constant(other));
    }

    /** It divided by the other; by zero, undefined. */
    default Quantity dividedBy(Quantity other) {
        return new Arithmetic(this, Operation.DIVIDED_BY, other);
    }

    /** It divided by the other; by zero, undefined. */
    default Quantity dividedBy(double other) {
        return dividedBy(new Constant(other));
    }

    /** It with its sign turned. */
    default Quantity negated() {
        return new Negation(this);
    }

    /** One method a node. */
    interface Algebra<R> {
        R constant(Constant node);

        R latest(Latest node);

        R arithmetic(Arithmetic node);

        R negation(Negation node);

        R absolute(Absolute node);

        R delta(Delta node);

        R rate(Rate node);

        R statistic(SpanStatistic node);

        R percentile(Percentile node);

        R zScore(ZScore node);

        R weightedMean(WeightedMean node);

        R weightedZScore(WeightedZScore node);
    }

    /** A number, finite. */
    record Constant(double value) implements Quantity {
        /** @throws IllegalArgumentException when it is not finite */
        public Constant {
            ArgumentRange.check(ArgumentRange.problemOfNumber(value));
            // Zero has one sign in rules, so that equal texts are equal trees.
            value = value + 0.0;
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.constant(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** The latest value of a metric. */
    record Latest(Subject subject) implements Quantity {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.latest(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** The operations of {@link Arithmetic}. Division by zero is undefined. */
    enum Operation {
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDED_BY("/");

        private final String symbol;

        Operation(String symbol) {
            this.symbol = symbol;
        }

        /** As rules write it. */
        public String symbol() {
            return symbol;
        }
    }

    /** Two quantities added, subtracted, multiplied or divided. */
    record Arithmetic(Quantity left, Operation operation, Quantity right) implements Quantity {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.arithmetic(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** A quantity with its sign turned. */
    record Negation(Quantity operand) implements Quantity {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.negation(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** A quantity without its sign: {@code abs(x)}. */
    record Absolute(Quantity operand) implements Quantity {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.absolute(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** {@code delta(m)}: the latest value less the one before. */
    record Delta(Subject subject) implements Quantity {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.delta(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** {@code rate(m, d)}: the latest less the earliest value in {@code (t - d, t]}, per second between them. */
    record Rate(Subject subject, Duration span) implements Quantity {
        /** @throws IllegalArgumentException when the span is out of range */
        public Rate {
            ArgumentRange.check(ArgumentRange.problemOfSpan(span));
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.rate(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** The statistics over a span of event time. */
    enum Statistic {
        MEAN("mean"),
        MINIMUM("min"),
        MAXIMUM("max"),
        SUM("sum"),
        COUNT("count"),
        STANDARD_DEVIATION("stddev");

        private final String function;

        Statistic(String function) {
            this.function = function;
        }

        /** The function's name in rules. */
        public String function() {
            return function;
        }
    }

    /** {@code mean(m, d)} and its kin over the readings in {@code (t - d, t]}; the deviation is the sample one. */
    record SpanStatistic(Statistic statistic, Subject subject, Duration span) implements Quantity {
        /** @throws IllegalArgumentException when the span is out of range */
        public SpanStatistic {
            ArgumentRange.check(ArgumentRange.problemOfSpan(span));
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.statistic(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** {@code percentile(m, p, d)}, p from 0 to 100, linear between closest ranks. */
    record Percentile(Subject subject, double percent, Duration span) implements Quantity {
        /** @throws IllegalArgumentException when percentage or span is out of range */
        public Percentile {
            ArgumentRange.check(ArgumentRange.problemOfPercent(percent));
            percent = percent + 0.0;
            ArgumentRange.check(ArgumentRange.problemOfSpan(span));
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.percentile(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** {@code zscore(m, d)}: the latest against mean and deviation of those before it in the span. */
    record ZScore(Subject subject, Duration span) implements Quantity {
        /** @throws IllegalArgumentException when the span is out of range */
        public ZScore {
            ArgumentRange.check(ArgumentRange.problemOfSpan(span));
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.zScore(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** {@code ewmean(m, a)}, 0 &lt; a &lt; 1: the exponentially weighted mean of all readings so far. */
    record WeightedMean(Subject subject, double weight) implements Quantity {
        /** @throws IllegalArgumentException when the weight is not between 0 and 1 */
        public WeightedMean {
            ArgumentRange.check(ArgumentRange.problemOfWeight(weight));
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.weightedMean(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** {@code ewzscore(m, a)}: the latest against the weighted mean and variance of all readings before it. */
    record WeightedZScore(Subject subject, double weight) implements Quantity {
        /** @throws IllegalArgumentException when the weight is not between 0 and 1 */
        public WeightedZScore {
            ArgumentRange.check(ArgumentRange.problemOfWeight(weight));
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.weightedZScore(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }
}
