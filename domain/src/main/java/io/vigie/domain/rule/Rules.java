package io.vigie.domain.rule;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Argument;
import io.vigie.domain.rule.expression.Argument.Span;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Quantity.Latest;
import io.vigie.domain.rule.expression.Subject;
import java.time.Duration;

/**
 * Rules in Java, as short as in a file; import its methods statically:
 * <pre>{@code
 * Rule overheat = rule("boiler-overheat").metric("temperature").devices("boiler-*")
 *         .raise(CRITICAL, when("value > 95"))
 *         .raise(WARNING, when(value().above(80)).heldFor(Duration.ofSeconds(30)).until("value < 75"))
 *         .clearAfter(Duration.ofMinutes(1))
 *         .message("{device} at {value} {unit}")
 *         .build();
 * }</pre>
 *
 * <p>Conditions are given as text or built from {@link #value()}, {@link #metric} and the functions here, which are
 * those of the expressions. A function's String is the name of a metric; the rule's own metric is {@code value()}.
 */
public final class Rules {

    private Rules() {}

    /**
     * Begins a rule.
     *
     * @throws IllegalArgumentException when the id is empty or too long
     */
    public static RuleDraft rule(String id) {
        return RuleDraft.of(new RuleId(id));
    }

    /**
     * The book of these rules.
     *
     * @throws IllegalArgumentException when two have the same id, or there are too many
     */
    public static RuleBook rules(Rule... rules) {
        return RuleBook.of(Array.of(rules))
                .toEither()
                .getOrElseThrow(defects -> refused("These rules make no book.", defects));
    }

    /** An entry that holds while the expression is true. What is wrong with it, building the rule will say. */
    public static EntryDraft when(String expression) {
        return EntryDraft.EMPTY.when(expression);
    }

    /** An entry that holds while the condition is true. */
    public static EntryDraft when(Condition condition) {
        return EntryDraft.EMPTY.when(condition);
    }

    /** An entry that holds from so long after a reading of the rule's metric until the next. */
    public static EntryDraft silentFor(Duration duration) {
        return EntryDraft.EMPTY.silentFor(duration);
    }

    /** The latest value of the rule's own metric. */
    public static Latest value() {
        return new Latest(new Subject.Own());
    }

    /** The latest value of the metric of this name. */
    public static Latest metric(String name) {
        return new Latest(new Subject.Named(new Metric(name)));
    }

    /** A number, where a quantity is asked for. */
    public static Quantity number(double number) {
        return new Quantity.Constant(number);
    }

    /** The condition does not hold; of something undefined, undefined. */
    public static Condition not(Condition condition) {
        return condition.negated();
    }

    /** The quantity without its sign. */
    public static Quantity abs(Quantity quantity) {
        return called(Function.ABS, quantity);
    }

    /** Change since the reading before. */
    public static Quantity delta(Latest metric) {
        return called(Function.DELTA, metric.subject());
    }

    /** Change since the reading before. */
    public static Quantity delta(String metric) {
        return delta(metric(metric));
    }

    /** Change per second over the span. */
    public static Quantity rate(Latest metric, Duration span) {
        return called(Function.RATE, metric.subject(), new Span(span));
    }

    /** Change per second over the span. */
    public static Quantity rate(String metric, Duration span) {
        return rate(metric(metric), span);
    }

    /** Mean over the span. */
    public static Quantity mean(Latest metric, Duration span) {
        return called(Function.MEAN, metric.subject(), new Span(span));
    }

    /** Mean over the span. */
    public static Quantity mean(String metric, Duration span) {
        return mean(metric(metric), span);
    }

    /** Least value of the span. */
    public static Quantity min(Latest metric, Duration span) {
        return called(Function.MIN, metric.subject(), new Span(span));
    }

    /** Least value of the span. */
    public static Quantity min(String metric, Duration span) {
        return min(metric(metric), span);
    }

    /** Greatest value of the span. */
    public static Quantity max(Latest metric, Duration span) {
        return called(Function.MAX, metric.subject(), new Span(span));
    }

    /** Greatest value of the span. */
    public static Quantity max(String metric, Duration span) {
        return max(metric(metric), span);
    }

    /** Sample standard deviation over the span. */
    public static Quantity stddev(Latest metric, Duration span) {
        return called(Function.STDDEV, metric.subject(), new Span(span));
    }

    /** Sample standard deviation over the span. */
    public static Quantity stddev(String metric, Duration span) {
        return stddev(metric(metric), span);
    }

    /** Sum over the span. */
    public static Quantity sum(Latest metric, Duration span) {
        return called(Function.SUM, metric.subject(), new Span(span));
    }

    /** Sum over the span. */
    public static Quantity sum(String metric, Duration span) {
        return sum(metric(metric), span);
    }

    /** Number of readings in the span. */
    public static Quantity count(Latest metric, Duration span) {
        return called(Function.COUNT, metric.subject(), new Span(span));
    }

    /** Number of readings in the span. */
    public static Quantity count(String metric, Duration span) {
        return count(metric(metric), span);
    }

    /** Percentile, from 0 to 100, of the values of the span. */
    public static Quantity percentile(Latest metric, double percent, Duration span) {
        return called(Function.PERCENTILE, metric.subject(), new Argument.Literal(percent), new Span(span));
    }

    /** Percentile, from 0 to 100, of the values of the span. */
    public static Quantity percentile(String metric, double percent, Duration span) {
        return percentile(metric(metric), percent, span);
    }

    /** The latest value against those before it in the span, in standard deviations from their mean. */
    public static Quantity zscore(Latest metric, Duration span) {
        return called(Function.ZSCORE, metric.subject(), new Span(span));
    }

    /** The latest value against those before it in the span, in standard deviations from their mean. */
    public static Quantity zscore(String metric, Duration span) {
        return zscore(metric(metric), span);
    }

    /** The value has stayed the same for the span. */
    public static Condition flatline(Latest metric, Duration span) {
        return new Condition.Called(Call.of(Function.FLATLINE, metric.subject(), new Span(span)));
    }

    /** The value has stayed the same for the span. */
    public static Condition flatline(String metric, Duration span) {
        return flatline(metric(metric), span);
    }

    /** Exponentially weighted mean; the weight, between 0 and 1, is that of the latest value. */
    public static Quantity ewmean(Latest metric, double weight) {
        return called(Function.EWMEAN, metric.subject(), new Argument.Literal(weight));
    }

    /** Exponentially weighted mean; the weight, between 0 and 1, is that of the latest value. */
    public static Quantity ewmean(String metric, double weight) {
        return ewmean(metric(metric), weight);
    }

    /** The latest value against the exponentially weighted mean, in weighted standard deviations. */
    public static Quantity ewzscore(Latest metric, double weight) {
        return called(Function.EWZSCORE, metric.subject(), new Argument.Literal(weight));
    }

    /** The latest value against the exponentially weighted mean, in weighted standard deviations. */
    public static Quantity ewzscore(String metric, double weight) {
        return ewzscore(metric(metric), weight);
    }

    /** The value before the latest. */
    public static Quantity previous(Latest metric) {
        return called(Function.PREVIOUS, metric.subject());
    }

    /** The value before the latest. */
    public static Quantity previous(String metric) {
        return previous(metric(metric));
    }

    /** Seconds from the latest reading to the one that is evaluated. */
    public static Quantity age(Latest metric) {
        return called(Function.AGE, metric.subject());
    }

    /** Seconds from the latest reading to the one that is evaluated. */
    public static Quantity age(String metric) {
        return age(metric(metric));
    }

    /** What a counter has counted in the span, whatever it began anew between. */
    public static Quantity increase(Latest metric, Duration span) {
        return called(Function.INCREASE, metric.subject(), new Span(span));
    }

    /** What a counter has counted in the span, whatever it began anew between. */
    public static Quantity increase(String metric, Duration span) {
        return increase(metric(metric), span);
    }

    /** How often a counter began anew in the span. */
    public static Quantity resets(Latest metric, Duration span) {
        return called(Function.RESETS, metric.subject(), new Span(span));
    }

    /** How often a counter began anew in the span. */
    public static Quantity resets(String metric, Duration span) {
        return resets(metric(metric), span);
    }

    /** Value times hours over the span. */
    public static Quantity integral(Latest metric, Duration span) {
        return called(Function.INTEGRAL, metric.subject(), new Span(span));
    }

    /** Value times hours over the span. */
    public static Quantity integral(String metric, Duration span) {
        return integral(metric(metric), span);
    }

    /** Seconds of the span in which the condition was true. */
    public static Quantity duration(Condition condition, Duration span) {
        return called(Function.DURATION, condition, new Span(span));
    }

    /** The less of two quantities. */
    public static Quantity least(Quantity one, Quantity other) {
        return called(Function.LEAST, one, other);
    }

    /** The greater of two quantities. */
    public static Quantity greatest(Quantity one, Quantity other) {
        return called(Function.GREATEST, one, other);
    }

    /** One quantity where the condition is true, the other where it is false: {@code if} in expressions. */
    public static Quantity ifElse(Condition condition, Quantity then, Quantity otherwise) {
        return called(Function.IF, condition, then, otherwise);
    }

    /** The nearest whole number, of two the one above. */
    public static Quantity round(Quantity quantity) {
        return called(Function.ROUND, quantity);
    }

    /** The square root; of a negative quantity undefined. */
    public static Quantity sqrt(Quantity quantity) {
        return called(Function.SQRT, quantity);
    }

    /** The natural logarithm; of 0 and below undefined. */
    public static Quantity ln(Quantity quantity) {
        return called(Function.LN, quantity);
    }

    /** Euler's number to this power. */
    public static Quantity exp(Quantity power) {
        return called(Function.EXP, power);
    }

    /** A quantity to a power; undefined where that is no number. */
    public static Quantity pow(Quantity base, Quantity power) {
        return called(Function.POW, base, power);
    }

    private static Quantity called(Function function, Argument... arguments) {
        return new Quantity.Called(Call.of(function, arguments));
    }

    static IllegalArgumentException refused(String what, Seq<RuleDefect> defects) {
        return new IllegalArgumentException(defects.mkString(what + "\n", "\n", ""));
    }
}
