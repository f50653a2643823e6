package io.vigie.domain.rule;

import io.vavr.control.Option;
import java.time.Duration;

/**
 * One place in an expression that reads a metric.
 *
 * @param subject the metric
 * @param function the function it is handed to; none where its latest value is read
 * @param span how far back the function looks, where it has a span
 * @param parameter the percentage of a percentile, the weight of an exponentially weighted function
 */
public record Mention(Subject subject, Option<FunctionName> function, Option<Duration> span, Option<Double> parameter) {

    static Mention latest(Subject subject) {
        return new Mention(subject, Option.none(), Option.none(), Option.none());
    }

    static Mention of(FunctionName function, Subject subject) {
        return new Mention(subject, Option.some(function), Option.none(), Option.none());
    }

    Mention over(Duration duration) {
        return new Mention(subject, function, Option.some(duration), parameter);
    }

    Mention with(double number) {
        return new Mention(subject, function, span, Option.some(number));
    }
}
