package io.vigie.domain.rule.expression;

import static io.vigie.domain.rule.expression.Kept.AREA;
import static io.vigie.domain.rule.expression.Kept.COUNTER;
import static io.vigie.domain.rule.expression.Kept.ORDER;
import static io.vigie.domain.rule.expression.Kept.READINGS;
import static io.vigie.domain.rule.expression.Kept.SQUARES;
import static io.vigie.domain.rule.expression.Kept.TOTAL;
import static io.vigie.domain.rule.expression.Kept.TRUTH;
import static io.vigie.domain.rule.expression.Kept.UNCHANGED;
import static io.vigie.domain.rule.expression.Kept.WEIGHTED;
import static io.vigie.domain.rule.expression.Meaning.ofOne;
import static io.vigie.domain.rule.expression.Meaning.ofTwo;
import static io.vigie.domain.rule.expression.Meaning.past;
import static io.vigie.domain.rule.expression.Meaning.whether;
import static io.vigie.domain.rule.expression.Meaning.whileTrue;
import static io.vigie.domain.rule.expression.Outcome.NUMBER;
import static io.vigie.domain.rule.expression.Outcome.SAME_SCALE;
import static io.vigie.domain.rule.expression.Outcome.WHOLE_NUMBER;
import static io.vigie.domain.rule.expression.Parameter.CONDITION;
import static io.vigie.domain.rule.expression.Parameter.METRIC;
import static io.vigie.domain.rule.expression.Parameter.PERCENT;
import static io.vigie.domain.rule.expression.Parameter.QUANTITY;
import static io.vigie.domain.rule.expression.Parameter.SPAN;
import static io.vigie.domain.rule.expression.Parameter.WEIGHT;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Locale;

/**
 * The functions that expressions may call. All there is to say of one is said here: its word, an example, what it
 * takes, what it comes to, and what it needs kept for that. Parser, printer, compiler, kernel and explanations go by
 * it: another function is an entry here, a method in {@code Rules}, and what {@link MetricPast} cannot answer yet.
 */
@SuppressWarnings("ImmutableEnumChecker") // vavr's collections do not change, and meanings have no state.
public enum Function {
    /** Change per second over a span. */
    RATE(
            "rate(value, 1m)",
            takes(METRIC, SPAN),
            NUMBER,
            past((past, now, call) -> past.rate(now, call.span())),
            READINGS),
    /** Change since the reading before. */
    DELTA(
            "delta(value)",
            takes(METRIC),
            NUMBER,
            past((past, now, call) -> past.latest() - past.previous()),
            Kept.PREVIOUS),
    /** The value before the latest. */
    PREVIOUS("previous(value)", takes(METRIC), SAME_SCALE, past((past, now, call) -> past.previous()), Kept.PREVIOUS),
    /** Seconds since the latest reading. */
    AGE("age(pressure)", takes(METRIC), NUMBER, past((past, now, call) -> past.age(now))),
    /** What a counter has counted in a span, whatever it began anew between. */
    INCREASE(
            "increase(value, 1h)",
            takes(METRIC, SPAN),
            NUMBER,
            past((past, now, call) -> past.increase(now, call.span())),
            COUNTER),
    /** How often a counter began anew in a span. */
    RESETS(
            "resets(value, 1d)",
            takes(METRIC, SPAN),
            WHOLE_NUMBER,
            past((past, now, call) -> past.resets(now, call.span())),
            COUNTER),
    /** Value times hours over a span. */
    INTEGRAL(
            "integral(value, 1d)",
            takes(METRIC, SPAN),
            NUMBER,
            past((past, now, call) -> past.integral(now, call.span())),
            AREA),
    /** Seconds of a span in which a condition was true. */
    DURATION("duration(value > 80, 1h)", takes(CONDITION, SPAN), NUMBER, whileTrue(), TRUTH),
    /** Mean over a span. */
    MEAN(
            "mean(value, 5m)",
            takes(METRIC, SPAN),
            SAME_SCALE,
            past((past, now, call) -> past.mean(now, call.span())),
            TOTAL),
    /** Least value of a span. */
    MIN(
            "min(value, 5m)",
            takes(METRIC, SPAN),
            SAME_SCALE,
            past((past, now, call) -> past.least(now, call.span())),
            Kept.LEAST),
    /** Greatest value of a span. */
    MAX(
            "max(value, 5m)",
            takes(METRIC, SPAN),
            SAME_SCALE,
            past((past, now, call) -> past.greatest(now, call.span())),
            Kept.GREATEST),
    /** Sample standard deviation over a span. */
    STDDEV(
            "stddev(value, 5m)",
            takes(METRIC, SPAN),
            NUMBER,
            past((past, now, call) -> past.deviation(now, call.span())),
            TOTAL,
            SQUARES),
    /** Sum over a span. */
    SUM("sum(value, 5m)", takes(METRIC, SPAN), NUMBER, past((past, now, call) -> past.sum(now, call.span())), TOTAL),
    /** Number of readings in a span. */
    COUNT(
            "count(value, 5m)",
            takes(METRIC, SPAN),
            WHOLE_NUMBER,
            past((past, now, call) -> past.count(now, call.span())),
            READINGS),
    /** Percentile of a span's values. */
    PERCENTILE(
            "percentile(value, 95, 5m)",
            takes(METRIC, PERCENT, SPAN),
            SAME_SCALE,
            past((past, now, call) -> past.percentile(call.number(), now, call.span())),
            ORDER),
    /** How far the latest value is from those before it in a span, in their standard deviations. */
    ZSCORE(
            "zscore(value, 1h)",
            takes(METRIC, SPAN),
            NUMBER,
            past((past, now, call) -> past.zScore(now, call.span())),
            TOTAL,
            SQUARES),
    /** Whether the value has stayed the same for a span. */
    FLATLINE(
            "flatline(value, 5m)",
            takes(METRIC, SPAN),
            whether((past, now, call) -> past.isUnchangedSince(now - call.span())),
            UNCHANGED),
    /** Exponentially weighted mean. */
    EWMEAN(
            "ewmean(value, 0.1)",
            takes(METRIC, WEIGHT),
            SAME_SCALE,
            past((past, now, call) -> past.weightedMean(call.number())),
            WEIGHTED),
    /** How far the latest value is from the exponentially weighted mean, in weighted standard deviations. */
    EWZSCORE(
            "ewzscore(value, 0.1)",
            takes(METRIC, WEIGHT),
            NUMBER,
            past((past, now, call) -> past.weightedZScore(call.number())),
            WEIGHTED),
    /** A quantity without its sign. */
    ABS("abs(value - 20)", takes(QUANTITY), NUMBER, arguments -> QuantityCompiler.absolute(arguments.quantity(0))),
    /** The less of two quantities. */
    LEAST("least(value, 80)", takes(QUANTITY, QUANTITY), NUMBER, ofTwo(Math::min)),
    /** The greater of two quantities. */
    GREATEST("greatest(value, 80)", takes(QUANTITY, QUANTITY), NUMBER, ofTwo(Math::max)),
    /** One quantity where a condition is true, another where it is false. */
    IF(
            "if(value > 80, value, 0)",
            takes(CONDITION, QUANTITY, QUANTITY),
            NUMBER,
            arguments -> QuantityCompiler.choice(arguments.condition(0), arguments.quantity(1), arguments.quantity(2))),
    /** The nearest whole number, of two the one above. */
    ROUND("round(value)", takes(QUANTITY), WHOLE_NUMBER, ofOne(QuantityCompiler::round)),
    /** The square root. */
    SQRT("sqrt(value)", takes(QUANTITY), NUMBER, ofOne(StrictMath::sqrt)),
    /** The natural logarithm. */
    LN("ln(value)", takes(QUANTITY), NUMBER, ofOne(StrictMath::log)),
    /** Euler's number to a power. */
    EXP("exp(value)", takes(QUANTITY), NUMBER, ofOne(StrictMath::exp)),
    /** A quantity to a power. */
    POW("pow(value, 2)", takes(QUANTITY, QUANTITY), NUMBER, ofTwo(StrictMath::pow));

    private final String example;
    private final Seq<Parameter> parameters;
    private final Outcome outcome;
    private final Either<Meaning<CompiledQuantity>, Meaning<CompiledCondition>> meaning;
    private final Seq<Kept> keeps;

    /** One that comes to a number. */
    Function(
            String example,
            Seq<Parameter> parameters,
            Outcome outcome,
            Meaning<CompiledQuantity> quantity,
            Kept... keeps) {
        this.example = example;
        this.parameters = parameters;
        this.outcome = outcome;
        this.meaning = Either.left(quantity);
        this.keeps = Array.of(keeps);
    }

    /** One that is a condition. */
    Function(String example, Seq<Parameter> parameters, Meaning<CompiledCondition> condition, Kept... keeps) {
        this.example = example;
        this.parameters = parameters;
        this.outcome = Outcome.TRUTH;
        this.meaning = Either.right(condition);
        this.keeps = Array.of(keeps);
    }

    private static Seq<Parameter> takes(Parameter... parameters) {
        return Array.of(parameters);
    }

    /** The word that expressions call it by. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A call of it, to show how it is written. */
    public String example() {
        return example;
    }

    /** What it takes, in this order. */
    public Seq<Parameter> parameters() {
        return parameters;
    }

    /** What its calls come to. */
    public Outcome outcome() {
        return outcome;
    }

    /** What it needs kept of the past of the metric that it is called with. */
    public Seq<Kept> keeps() {
        return keeps;
    }

    /** The function of this word. */
    public static Option<Function> called(String word) {
        return Array.of(values()).find(function -> function.word().equals(word));
    }

    /** What is wrong with these arguments; nothing where it takes them. */
    Option<String> problemOf(Seq<Argument> arguments) {
        return arguments.size() == parameters.size()
                ? parameters
                        .zipWith(arguments, Parameter::problemOf)
                        .flatMap(problem -> problem)
                        .headOption()
                : Option.some(isCalledOtherwise());
    }

    /** What to tell those who call it with other arguments than it takes. */
    public String isCalledOtherwise() {
        return word() + " is called with other arguments: " + example;
    }

    /** A call as a number, made ready. */
    CompiledQuantity quantity(CompiledArguments arguments) {
        return meaning.getLeft().of(arguments);
    }

    /** A call as a condition, made ready. */
    CompiledCondition condition(CompiledArguments arguments) {
        return meaning.get().of(arguments);
    }
}
