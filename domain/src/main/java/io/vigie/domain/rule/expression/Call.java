package io.vigie.domain.rule.expression;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.Serializable;
import java.time.Duration;

/**
 * A call of a function, with what the function takes. It stands in an expression as a {@link Quantity.Called} or a
 * {@link Condition.Called}, whichever the function comes to.
 */
public record Call(Function function, Seq<Argument> arguments) implements Serializable {

    /** @throws IllegalArgumentException when there are more or fewer arguments than the function takes, or others */
    public Call {
        ArgumentRange.check(function.problemOf(arguments));
    }

    /**
     * The call of a function with these arguments.
     *
     * @throws IllegalArgumentException when there are more or fewer than the function takes, or others
     */
    public static Call of(Function function, Argument... arguments) {
        return new Call(function, Array.of(arguments));
    }

    /** The node of an expression that it is: a quantity or a condition. */
    public Either<Quantity, Condition> node() {
        return function.outcome() == Outcome.TRUTH
                ? Either.right(new Condition.Called(this))
                : Either.left(new Quantity.Called(this));
    }

    /** The metrics that the function looks at itself. */
    public Seq<Subject> subjects() {
        return arguments(Subject.class);
    }

    /** The expressions that it is called with. */
    public Seq<Expression> expressions() {
        return arguments(Expression.class);
    }

    /** Whether what it comes to hangs on the past, so that one reading by itself does not tell. */
    public boolean looksBack() {
        return !subjects().isEmpty() || span().isDefined();
    }

    /** The condition of which it needs kept when it was true; none of most functions. */
    public Option<Condition> measured() {
        return function.keeps().contains(Kept.TRUTH)
                ? arguments(Condition.class).headOption()
                : Option.none();
    }

    /** How far back it looks; none where it has no span. */
    public Option<Duration> span() {
        return arguments(Argument.Span.class).headOption().map(Argument.Span::duration);
    }

    /** The percentage or weight that it is called with; none where it has neither. */
    public Option<Double> number() {
        return arguments(Argument.Literal.class).headOption().map(Argument.Literal::value);
    }

    /** The same call with another argument at a place, counted from 0. */
    public Call with(int place, Argument argument) {
        return new Call(function, arguments.update(place, argument));
    }

    private <T> Seq<T> arguments(Class<T> kind) {
        return arguments.filter(kind::isInstance).map(kind::cast);
    }

    /** As expressions have it, such as {@code mean(temperature, 5m)}. */
    @Override
    public String toString() {
        return function.word() + arguments.mkString("(", ", ", ")");
    }
}
