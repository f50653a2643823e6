package io.vigie.domain.rule.expression;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/**
 * A condition over one device's readings, in three-valued logic: true, false or undefined, and one that ends
 * undefined does not hold. Interpreters implement {@link Algebra}, so that a new node without one does not compile.
 */
public sealed interface Condition extends Expression {

    /** Has the algebra interpret this node. */
    <R> R interpret(Algebra<R> algebra);

    @Override
    default <R> R interpret(Argument.Algebra<R> algebra) {
        return algebra.condition(this);
    }

    /**
     * The comparisons that it is put together from, from left to right; a call, such as a flat line, counts as one. Those
     * within the calls of one, as in {@code if(a > 1, b, c) > 2}, come after it.
     */
    default Seq<Condition> comparisons() {
        return interpret(new ElementaryConditions());
    }

    /** Both hold. */
    default Condition and(Condition other) {
        return new And(this, other);
    }

    /** Either holds. */
    default Condition or(Condition other) {
        return new Or(this, other);
    }

    /** It does not hold; of something undefined, undefined. */
    default Condition negated() {
        return new Not(this);
    }

    /** One method a node. */
    interface Algebra<R> {
        R comparison(Comparison node);

        R between(Between node);

        R and(And node);

        R or(Or node);

        R not(Not node);

        R call(Called node);
    }

    /** How two quantities are compared. */
    enum Operator {
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        EQUAL("=="),
        NOT_EQUAL("!=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As rules write it. */
        public String symbol() {
            return symbol;
        }
    }

    /** Two quantities compared; undefined when either is. */
    record Comparison(Quantity left, Operator operator, Quantity right) implements Condition {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.comparison(this);
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

    /** {@code x between low and high}, both ends included. */
    record Between(Quantity quantity, Quantity low, Quantity high) implements Condition {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.between(this);
        }

        @Override
        public Seq<Expression> children() {
            return Array.of(quantity, low, high);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** Both hold. */
    record And(Condition left, Condition right) implements Condition {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.and(this);
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

    /** Either holds. */
    record Or(Condition left, Condition right) implements Condition {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.or(this);
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

    /** The other does not hold; of something undefined, undefined. */
    record Not(Condition operand) implements Condition {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.not(this);
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

    /** What a function comes to that is true or false. */
    record Called(Call call) implements Condition {
        /** @throws IllegalArgumentException when the function comes to a number */
        public Called {
            if (call.function().outcome() != Outcome.TRUTH) {
                throw new IllegalArgumentException(call + " is a number and no condition; compare it with something.");
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
