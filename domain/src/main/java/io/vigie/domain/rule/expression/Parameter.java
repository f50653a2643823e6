package io.vigie.domain.rule.expression;

import io.vavr.control.Option;

/** What a function takes at one place of its calls. */
public enum Parameter {
    /** The metric whose readings it looks at. */
    METRIC,
    /** How far back it looks: more than no time and at most 366 days. */
    SPAN,
    /** A percentage from 0 to 100, written out. */
    PERCENT,
    /** A weight above 0 and below 1, written out. */
    WEIGHT,
    /** Anything that is calculated. */
    QUANTITY,
    /** Anything that is true or false. */
    CONDITION;

    /** What keeps an argument from standing here; nothing where it may. */
    public Option<String> problemOf(Argument argument) {
        return switch (this) {
            case METRIC -> argument instanceof Subject ? Option.none() : misplaced(argument);
            case SPAN ->
                argument instanceof Argument.Span span
                        ? ArgumentRange.problemOfSpan(span.duration())
                        : misplaced(argument);
            case PERCENT ->
                argument instanceof Argument.Literal literal
                        ? ArgumentRange.problemOfPercent(literal.value())
                        : misplaced(argument);
            case WEIGHT ->
                argument instanceof Argument.Literal literal
                        ? ArgumentRange.problemOfWeight(literal.value())
                        : misplaced(argument);
            case QUANTITY -> argument instanceof Quantity ? Option.none() : misplaced(argument);
            case CONDITION -> argument instanceof Condition ? Option.none() : misplaced(argument);
        };
    }

    private static Option<String> misplaced(Argument argument) {
        return Option.some("`" + argument + "` stands where a function takes something else");
    }
}
