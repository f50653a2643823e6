package io.vigie.domain.rule.expression;

import io.vavr.control.Option;
import io.vigie.domain.text.DurationRange;
import io.vigie.domain.text.DurationText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What the numbers and durations in rules may be: each check says what is wrong, and nothing where all is well. */
public final class ArgumentRange {

    private ArgumentRange() {}

    public static Option<String> problemOfSpan(Duration span) {
        return span.isZero() ? Option.some("0s is no span of time; make it longer") : problemOfDuration(span);
    }

    /** For durations that may also be none. */
    public static Option<String> problemOfDuration(Duration duration) {
        String written = DurationText.print(duration);
        if (duration.isNegative()) {
            return Option.some(written + " is negative; a duration is not");
        }
        if (duration.compareTo(DurationRange.LONGEST) > 0) {
            return Option.some(written + " is longer than " + DurationText.print(DurationRange.LONGEST)
                    + ", the longest there is");
        }
        if (!duration.equals(duration.truncatedTo(ChronoUnit.MILLIS))) {
            return Option.some(written + " is not a whole number of milliseconds");
        }
        return Option.none();
    }

    static Option<String> problemOfNumber(double number) {
        return Double.isFinite(number) ? Option.none() : Option.some(number + " is not a finite number");
    }

    static Option<String> problemOfPercent(double percent) {
        return percent >= 0 && percent <= 100
                ? Option.none()
                : Option.some(Expressions.print(percent) + " is not a percentage from 0 to 100");
    }

    static Option<String> problemOfWeight(double weight) {
        return weight > 0 && weight < 1
                ? Option.none()
                : Option.some(Expressions.print(weight) + " is not a weight; one is above 0 and below 1, such as 0.1");
    }

    /** @throws IllegalArgumentException with the problem, where there is one */
    static void check(Option<String> problem) {
        if (problem.isDefined()) {
            throw new IllegalArgumentException(problem.get() + ".");
        }
    }
}
