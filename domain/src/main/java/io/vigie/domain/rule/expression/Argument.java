package io.vigie.domain.rule.expression;

import io.vigie.domain.text.DurationText;
import java.io.Serializable;
import java.time.Duration;

/** What a function is called with. Whether it may be is for the function's {@link Parameter}s to say. */
public sealed interface Argument extends Serializable permits Argument.Literal, Argument.Span, Expression, Subject {

    /** Has the algebra interpret this argument. */
    <R> R interpret(Algebra<R> algebra);

    /** One method a kind. */
    interface Algebra<R> {
        R subject(Subject subject);

        R span(Span span);

        R literal(Literal literal);

        R quantity(Quantity quantity);

        R condition(Condition condition);
    }

    /** How far back a function looks. */
    record Span(Duration duration) implements Argument {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.span(this);
        }

        @Override
        public String toString() {
            return DurationText.print(duration);
        }
    }

    /** A number that is written out, such as a percentage: no {@link Quantity}, which would be calculated. */
    record Literal(double value) implements Argument {
        /** Zero has one sign in rules, so that equal texts are equal trees. */
        public Literal {
            value = value + 0.0;
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.literal(this);
        }

        @Override
        public String toString() {
            return Expressions.print(value);
        }
    }
}
