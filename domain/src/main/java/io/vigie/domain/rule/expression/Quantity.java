package io.vigie.domain.rule.expression;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/**
 * A numeric expression over one device's readings. It may be undefined: a metric never seen, too few readings, a
 * division by zero. Interpreters implement {@link Algebra}, so that a new node without one does not compile.
 */
public sealed interface Quantity extends Expression {

    /** Has the algebra interpret this node. */
    <R> R interpret(Algebra<R> algebra);

    @Override
    default <R> R interpret(Argument.Algebra<R> algebra) {
        return algebra.quantity(this);
    }

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

        R call(Called node);
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
        public Seq<Expression> children() {
            return Array.empty();
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
        public Seq<Expression> children() {
            return Array.empty();
        }

        @Override
        public Seq<Subject> subjects() {
            return Array.of(subject);
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
        public Seq<Expression> children() {
            return Array.of(left, right);
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
        public Seq<Expression> children() {
            return Array.of(operand);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** What a function comes to that is a number. */
    record Called(Call call) implements Quantity {
        /** @throws IllegalArgumentException when the function is a condition */
        public Called {
            if (call.function().outcome() == Outcome.TRUTH) {
                throw new IllegalArgumentException(call + " is a condition, true or false, and no number.");
            }
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.call(this);
        }

        @Override
        public Seq<Expression> children() {
            return call.expressions();
        }

        @Override
        public Option<Call> called() {
            return Option.some(call);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }
}
