package io.vigie.domain.monitor;

import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.DurationText;
import io.vigie.domain.rule.FunctionName;
import io.vigie.domain.rule.Mention;
import io.vigie.domain.rule.Quantity.Statistic;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import java.util.function.ToIntFunction;

/**
 * A function that a rule calls, to be told in explanations.
 *
 * @param text the call as the rule has it
 * @param function which one it is
 * @param metric the place of the metric it looks at
 * @param span how far it looks back in microseconds, where it does
 * @param parameter its percentage or weight, where it has one
 */
record CalledFunction(String text, FunctionName function, int metric, long span, double parameter) {

    /** The functions that a rule calls, each once. */
    static CalledFunction[] in(Rule rule, ToIntFunction<Metric> table) {
        return Reads.mentionsIn(rule)
                .distinct()
                .flatMap(mention -> mention.function().map(function -> of(mention, function, rule, table)))
                .toJavaArray(CalledFunction[]::new);
    }

    private static CalledFunction of(Mention mention, FunctionName function, Rule rule, ToIntFunction<Metric> table) {
        String parameters = mention.parameter()
                        .map(number -> ", " + Narrator.number(number))
                        .getOrElse("")
                + mention.span().map(span -> ", " + DurationText.print(span)).getOrElse("");
        return new CalledFunction(
                function.word() + "(" + mention.subject() + parameters + ")",
                function,
                table.applyAsInt(mention.subject().in(rule.metric()).get()),
                mention.span().map(Microseconds::of).getOrElse(0L),
                mention.parameter().getOrElse(0.0));
    }

    /** Its value at the device's latest evaluation; NaN where it is undefined. */
    double value(DeviceState device) {
        return switch (function) {
            case RATE -> device.rate(metric, span);
            case DELTA -> device.delta(metric);
            case MEAN -> device.statistic(Statistic.MEAN, metric, span);
            case MIN -> device.statistic(Statistic.MINIMUM, metric, span);
            case MAX -> device.statistic(Statistic.MAXIMUM, metric, span);
            case STDDEV -> device.statistic(Statistic.STANDARD_DEVIATION, metric, span);
            case SUM -> device.statistic(Statistic.SUM, metric, span);
            case COUNT -> device.statistic(Statistic.COUNT, metric, span);
            case PERCENTILE -> device.percentile(metric, parameter, span);
            case ZSCORE -> device.zScore(metric, span);
            case EWMEAN -> device.weightedMean(metric, parameter);
            case EWZSCORE -> device.weightedZScore(metric, parameter);
            case FLATLINE, ABS -> Double.NaN;
        };
    }
}
