package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import java.io.Serializable;
import java.time.Duration;

/**
 * A condition over one device's readings, in three-valued logic: true, false or undefined, and one that ends
 * undefined does not hold. Interpreters implement {@link Algebra}, so that a new node without one does not compile.
 */
public sealed interface Condition extends Serializable {

    /** Has the algebra interpret this node. */
    <R> R interpret(Algebra<R> algebra);

    /** The comparisons that it is put together from, from left to right; a flat line counts as one. */
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

        R flatline(Flatline node);
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
        public String toString() {
            return Expressions.print(this);
        }
    }

    /** {@code flatline(m, d)}: the latest value has been the same since a reading at or before {@code t - d}. */
    record Flatline(Subject subject, Duration span) implements Condition {
        /** @throws IllegalArgumentException when the span is out of range */
        public Flatline {
            ArgumentRange.check(ArgumentRange.problemOfSpan(span));
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.flatline(this);
        }

        @Override
        public String toString() {
            return Expressions.print(this);
        }
    }
}
