package io.vigie.domain.rule.expression;

import static io.vigie.domain.rule.expression.Truth.FALSE;
import static io.vigie.domain.rule.expression.Truth.TRUE;
import static io.vigie.domain.rule.expression.Truth.UNDEFINED;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.rule.RandomExpressions;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.language.ExpressionParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledConditionTest {

    private static final double UNKNOWN = Double.NaN;
    private static final long NOW = 1_000_000_000L;

    /** In these tests, {@code value} is 5, a is 1, b is 2, zero is 0, minus is -0.0, huge is 1e308, the rest unknown. */
    private static final Map<String, Double> LATEST =
            Map.of("value", 5.0, "a", 1.0, "b", 2.0, "zero", 0.0, "minus", -0.0, "huge", 1e308);

    @ParameterizedTest
    @CsvSource({
        "value > 4, 1",
        "value > 5, 0",
        "value >= 5, 1",
        "value >= 6, 0",
        "value < 6, 1",
        "value < 5, 0",
        "value <= 5, 1",
        "value <= 4, 0",
        "value == 5, 1",
        "value == 4, 0",
        "value != 4, 1",
        "value != 5, 0",
        "4 < value, 1",
        "5 < value, 0",
        "5 <= value, 1",
        "6 > value, 1",
        "5 >= value, 1",
        "4 >= value, 0",
        "5 == value, 1",
        "5 != value, 0",
        "a < b, 1",
        "a >= b, 0",
        "value > 2 * 2, 1",
        "value > -(4), 1",
        "value > abs(-9), 0"
    })
    void compares(String condition, int truth) {
        assertThat(evaluated(condition)).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({
        "value between 5 and 6, 1",
        "value between 4 and 5, 1",
        "value between 5.1 and 6, 0",
        "value between 6 and 4, 0",
        "value between a and huge, 1",
        "value + 1 between 6 and 6, 1",
        "unknown between 1 and 2, -1",
        "value between 6 and unknown, -1",
        "value between unknown and 4, -1"
    })
    void bothLimitsOfBetweenBelongToIt(String condition, int truth) {
        assertThat(evaluated(condition)).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({
        "value + a == 6, 1",
        "value - a == 4, 1",
        "value * b == 10, 1",
        "value / b == 2.5, 1",
        "-value == -5, 1",
        "abs(a - b) == 1, 1",
        "value - a - b == 2, 1"
    })
    void calculates(String condition, int truth) {
        assertThat(evaluated(condition)).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown > 1",
        "1 > unknown",
        "unknown != unknown",
        "unknown != 1",
        "unknown + 1 > 0",
        "abs(unknown) >= 0",
        "-unknown < 1",
        "value / zero > 1",
        "value / minus > 1",
        "value / 0 > 1",
        "1 / 0 < value",
        "zero / zero == 1",
        "huge * 10 - huge * 10 == 0",
        "zero * (huge * 10) == 0"
    })
    void whatCannotBeKnownIsUndefined(String condition) {
        assertThat(evaluated(condition)).isEqualTo(UNDEFINED);
        assertThat(evaluated("not (" + condition + ")")).isEqualTo(UNDEFINED);
    }

    @ParameterizedTest
    @CsvSource({
        "'least(value, b) == 2'",
        "'greatest(value, b) == 5'",
        "'least(zero, minus) == greatest(minus, zero)'",
        "'if(value > 4, a, b) == 1'",
        "'if(value > 5, a, b) == 2'",
        "'if(zero, unknown, b) == 2'",
        "'if(value, a, unknown) == 1'",
        "'if(unknown > 1 and zero, a, b) == 2'",
        "'round(2.5) == 3 and round(-2.5) == -2 and round(value) == 5'",
        "'round(value / 2) == 3 and round(-value / 2) == -2 and round(0.49999999999999994 * a) == 0'",
        "'round(4503599627370497 * a) == 4503599627370497'",
        "'sqrt(value - 1) == 2'",
        "'exp(zero) == 1 and ln(a) == 0'",
        "'pow(value, b) == 25 and pow(value, zero) == 1'",
        "'exp(1) == 2.7182818284590455 and exp(a) == 2.7182818284590455'"
    })
    void calculatesByFunctions(String condition) {
        assertThat(evaluated(condition)).isEqualTo(TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "least(unknown, 1)",
                "greatest(1, unknown)",
                "if(unknown > 1, 1, 1)",
                "if(value, unknown, 1)",
                "if(zero, 1, 1 / zero)",
                "if(value, huge * 10, 1)",
                "round(unknown)",
                "round(huge * 10)",
                "sqrt(unknown)",
                "sqrt(-1)",
                "sqrt(-value)",
                "ln(zero)",
                "ln(minus)",
                "ln(-value)",
                "exp(huge)",
                "exp(1000)",
                "pow(unknown, 0)",
                "pow(unknown, zero)",
                "pow(1, unknown)",
                "pow(-value, 0.5)",
                "pow(minus, -1)",
                "pow(huge, b)",
                "greatest(huge * 10, 1)"
            })
    void whatIsNoFiniteNumberIsUndefined(String quantity) {
        assertThat(evaluated(quantity + " == 0")).isEqualTo(UNDEFINED);
    }

    @Test
    void bothZerosAreEqual() {
        assertThat(evaluated("zero == minus")).isEqualTo(TRUE);
        assertThat(evaluated("minus == 0")).isEqualTo(TRUE);
        assertThat(evaluated("minus < zero")).isEqualTo(FALSE);
        assertThat(evaluated("minus between 0 and 1")).isEqualTo(TRUE);
    }

    @Test
    void infinityIsMoreThanAnyNumber() {
        assertThat(evaluated("huge * 10 > huge")).isEqualTo(TRUE);
    }

    @Test
    void joinsAsThreeValuedLogicDoes() {
        Map<String, Integer> truths = new LinkedHashMap<>();
        truths.put("a > 0", TRUE);
        truths.put("a < 0", FALSE);
        truths.put("unknown > 0", UNDEFINED);
        // With false below undefined below true, `and` is the lesser, `or` the greater.
        List<Integer> rising = List.of(FALSE, UNDEFINED, TRUE);
        truths.forEach((left, leftTruth) -> truths.forEach((right, rightTruth) -> {
            int first = rising.indexOf(leftTruth);
            int second = rising.indexOf(rightTruth);
            assertThat(evaluated(left + " and " + right)).isEqualTo(rising.get(Math.min(first, second)));
            assertThat(evaluated(left + " or " + right)).isEqualTo(rising.get(Math.max(first, second)));
        }));
        truths.forEach((operand, truth) ->
                assertThat(evaluated("not " + operand)).isEqualTo(rising.get(2 - rising.indexOf(truth))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "delta(a) == 0; latest a, previous a",
                "rate(a, 500ms) == 0; rate a 500000",
                "mean(a, 1s) == 0; mean a 1000000",
                "min(a, 1s) == 0; least a 1000000",
                "max(a, 1s) == 0; greatest a 1000000",
                "sum(a, 1s) == 0; sum a 1000000",
                "count(a, 1s) == 0; count a 1000000",
                "stddev(a, 366d) == 0; deviation a 31622400000000",
                "percentile(a, 95, 1s) == 0; percentile a 95.0 1000000",
                "zscore(a, 1s) == 0; zscore a 1000000",
                "ewmean(a, 0.5) == 0; ewmean a 0.5",
                "ewzscore(a, 0.5) == 0; ewzscore a 0.5",
                "flatline(a, 1s); flatline a 1000000",
                "previous(a) == 0; previous a",
                "age(a) == 0; age a",
                "increase(a, 1m) == 0; increase a 60000000",
                "resets(a, 2s) == 0; resets a 2000000",
                "integral(a, 3s) == 0; integral a 3000000",
                "duration(a > 1, 4s) == 0; duration a > 1 4000000",
                "if(a > 1, b, value) == 0; latest a",
                "a == b + 0 * value; latest a, latest b, latest value"
            })
    void asksForWhatTheExpressionNames(String condition, String asked) {
        Notebook notebook = new Notebook();
        CompiledCondition compiled =
                CompiledCondition.compile(ExpressionParser.parse(condition).get(), notebook);
        compiled.evaluate(notebook);
        assertThat(notebook.asked).hasToString("[" + asked + "]");
    }

    @Test
    void aFlatlineMayBeAnyTruth() {
        for (int truth : new int[] {TRUE, FALSE, UNDEFINED}) {
            Notebook notebook = new Notebook();
            notebook.flatline = truth;
            CompiledCondition compiled = CompiledCondition.compile(
                    ExpressionParser.parse("flatline(a, 1s)").get(), notebook);
            assertThat(compiled.evaluate(notebook)).isEqualTo(truth);
        }
    }

    @Test
    void agreesWithAPlainReadingOfTheTreeOnRandomOnes() {
        RandomExpressions expressions = new RandomExpressions(99);
        Random random = new Random(100);
        int[] seen = new int[3];
        for (int round = 0; round < 50_000; round++) {
            Condition tree = expressions.condition(round % 5);
            Map<String, Double> latest = new LinkedHashMap<>();
            Reads.subjectsOf(tree)
                    .forEach(subject ->
                            latest.put(subject.toString(), random.nextInt(4) == 0 ? UNKNOWN : random.nextInt(5) - 2.0));
            Notebook notebook = new Notebook(latest);
            int expected = tree.interpret(new PlainReading(notebook));
            int actual = CompiledCondition.compile(tree, notebook).evaluate(notebook);
            assertThat(actual).as("%s with %s", tree, latest).isEqualTo(expected);
            seen[actual + 1]++;
        }
        assertThat(Arrays.stream(seen)).allMatch(count -> count > 1_000);
    }

    @Test
    void aLoneReadingKnowsItsOwnLatestValueAndNothingElse() {
        String[] metrics = {"a", "b"};
        assertThat(alone("a > 1", metrics, 0, 2)).isEqualTo(TRUE);
        assertThat(alone("a > 1", metrics, 0, 1)).isEqualTo(FALSE);
        assertThat(alone("a > 1", metrics, 1, 2)).isEqualTo(UNDEFINED);
        assertThat(alone("a > 1 and b > 1", metrics, 0, 2)).isEqualTo(UNDEFINED);
        assertThat(alone("a > 1 or b > 1", metrics, 0, 2)).isEqualTo(TRUE);
        for (String function : new String[] {
            "delta(a) >= 0",
            "rate(a, 1s) >= 0",
            "count(a, 1s) >= 0",
            "mean(a, 1s) == 2",
            "percentile(a, 50, 1s) == 2",
            "zscore(a, 1s) == 0",
            "ewmean(a, 0.5) == 2",
            "ewzscore(a, 0.5) == 0",
            "previous(a) == 2",
            "age(a) == 0",
            "increase(a, 1s) >= 0",
            "resets(a, 1s) >= 0",
            "integral(a, 1s) >= 0",
            "duration(a > 1, 1s) >= 0",
            "flatline(a, 1s)"
        }) {
            assertThat(alone(function, metrics, 0, 2)).as(function).isEqualTo(UNDEFINED);
        }
    }

    private static int alone(String condition, String[] metrics, int metric, double value) {
        return CompiledCondition.compile(
                        ExpressionParser.parse(condition).get(),
                        subject -> List.of(metrics).indexOf(subject.toString()))
                .evaluate(new LoneReading(metric, value));
    }

    private static int evaluated(String condition) {
        Notebook notebook = new Notebook(LATEST);
        return CompiledCondition.compile(ExpressionParser.parse(condition).get(), notebook)
                .evaluate(notebook);
    }

    /** Answers with given latest values, with something made up for the functions, and notes what it was asked. */
    private static final class Notebook implements DeviceValues, Places {
        private final Map<String, Double> latest;
        private final List<String> names = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();

        /** UNDEFINED where nothing is known of the past at all. */
        private int flatline = FALSE;

        Notebook() {
            this(Map.of());
        }

        Notebook(Map<String, Double> latest) {
            this.latest = latest;
        }

        @Override
        public int metric(Subject subject) {
            return index(subject.toString());
        }

        @Override
        public int condition(Condition condition) {
            return index(condition.toString());
        }

        private int index(String name) {
            if (!names.contains(name)) {
                names.add(name);
            }
            return names.indexOf(name);
        }

        private double note(String what, int metric, Object... arguments) {
            StringBuilder note = new StringBuilder(what + " " + names.get(metric));
            for (Object argument : arguments) {
                note.append(' ').append(argument);
            }
            asked.add(note.toString());
            return note.toString().hashCode() % 5;
        }

        @Override
        public double latest(int metric) {
            note("latest", metric);
            return latest.getOrDefault(names.get(metric), UNKNOWN);
        }

        @Override
        public long now() {
            return NOW;
        }

        @Override
        public @Nullable MetricPast past(int metric) {
            return flatline == UNDEFINED ? null : new NotedPast(metric);
        }

        @Override
        public double secondsTrue(int condition, long span) {
            return note("duration", condition, span);
        }

        private final class NotedPast implements MetricPast {
            private final int metric;

            NotedPast(int metric) {
                this.metric = metric;
            }

            private double over(String what, long now, long span) {
                assertThat(now).isEqualTo(NOW);
                return note(what, metric, span);
            }

            @Override
            public double latest() {
                return note("latest", metric);
            }

            @Override
            public double previous() {
                return note("previous", metric);
            }

            @Override
            public double age(long now) {
                assertThat(now).isEqualTo(NOW);
                return note("age", metric);
            }

            @Override
            public double increase(long now, long span) {
                return over("increase", now, span);
            }

            @Override
            public double resets(long now, long span) {
                return over("resets", now, span);
            }

            @Override
            public double integral(long now, long span) {
                return over("integral", now, span);
            }

            @Override
            public boolean isUnchangedSince(long time) {
                note("flatline", metric, NOW - time);
                return flatline == TRUE;
            }

            @Override
            public double rate(long now, long span) {
                return over("rate", now, span);
            }

            @Override
            public double count(long now, long span) {
                return over("count", now, span);
            }

            @Override
            public double sum(long now, long span) {
                return over("sum", now, span);
            }

            @Override
            public double mean(long now, long span) {
                return over("mean", now, span);
            }

            @Override
            public double least(long now, long span) {
                return over("least", now, span);
            }

            @Override
            public double greatest(long now, long span) {
                return over("greatest", now, span);
            }

            @Override
            public double deviation(long now, long span) {
                return over("deviation", now, span);
            }

            @Override
            public double percentile(double percent, long now, long span) {
                assertThat(now).isEqualTo(NOW);
                return note("percentile", metric, percent, span);
            }

            @Override
            public double zScore(long now, long span) {
                return over("zscore", now, span);
            }

            @Override
            public double weightedMean(double weight) {
                return note("ewmean", metric, weight);
            }

            @Override
            public double weightedZScore(double weight) {
                return note("ewzscore", metric, weight);
            }
        }
    }

    /** Reads trees without any of the compiler's short cuts. */
    private static final class PlainReading implements Condition.Algebra<Integer>, Quantity.Algebra<Double> {
        private final Notebook values;

        PlainReading(Notebook values) {
            this.values = values;
        }

        @Override
        public Integer comparison(Condition.Comparison node) {
            Double left = node.left().interpret(this);
            Double right = node.right().interpret(this);
            if (left.isNaN() || right.isNaN()) {
                return UNDEFINED;
            }
            double first = left;
            double second = right;
            return Truth.of(
                    switch (node.operator()) {
                        case GREATER -> first > second;
                        case GREATER_OR_EQUAL -> first >= second;
                        case LESS -> first < second;
                        case LESS_OR_EQUAL -> first <= second;
                        case EQUAL -> first == second;
                        case NOT_EQUAL -> first != second;
                    });
        }

        @Override
        public Integer between(Condition.Between node) {
            double quantity = node.quantity().interpret(this);
            double low = node.low().interpret(this);
            double high = node.high().interpret(this);
            return Double.isNaN(quantity) || Double.isNaN(low) || Double.isNaN(high)
                    ? UNDEFINED
                    : Truth.of(low <= quantity && quantity <= high);
        }

        @Override
        public Integer and(Condition.And node) {
            List<Integer> both =
                    List.of(node.left().interpret(this), node.right().interpret(this));
            return both.contains(FALSE) ? FALSE : both.contains(UNDEFINED) ? UNDEFINED : TRUE;
        }

        @Override
        public Integer or(Condition.Or node) {
            List<Integer> both =
                    List.of(node.left().interpret(this), node.right().interpret(this));
            return both.contains(TRUE) ? TRUE : both.contains(UNDEFINED) ? UNDEFINED : FALSE;
        }

        @Override
        public Integer not(Condition.Not node) {
            int operand = node.operand().interpret(this);
            return operand == TRUE ? FALSE : operand == FALSE ? TRUE : UNDEFINED;
        }

        @Override
        public Integer call(Condition.Called node) {
            Call call = node.call();
            if (call.function() != Function.FLATLINE) {
                throw new IllegalStateException(call + " is not told here.");
            }
            return Truth.of(past(call).isUnchangedSince(NOW - span(call)));
        }

        private MetricPast past(Call call) {
            return values.past(values.metric(call.subjects().head()));
        }

        private static long span(Call call) {
            return call.span().get().toMillis() * 1_000;
        }

        @Override
        public Double constant(Quantity.Constant node) {
            return node.value();
        }

        @Override
        public Double latest(Quantity.Latest node) {
            return values.latest(values.metric(node.subject()));
        }

        @Override
        public Double arithmetic(Quantity.Arithmetic node) {
            double left = node.left().interpret(this);
            double right = node.right().interpret(this);
            return switch (node.operation()) {
                case PLUS -> left + right;
                case MINUS -> left - right;
                case TIMES -> left * right;
                case DIVIDED_BY -> right == 0 ? UNKNOWN : left / right;
            };
        }

        @Override
        public Double negation(Quantity.Negation node) {
            return -node.operand().interpret(this);
        }

        @Override
        public Double call(Quantity.Called node) {
            Call call = node.call();
            return switch (call.function()) {
                case ABS -> Math.abs(((Quantity) call.arguments().head()).interpret(this));
                case DELTA -> past(call).latest() - past(call).previous();
                case PREVIOUS -> past(call).previous();
                case AGE -> past(call).age(NOW);
                case INCREASE -> past(call).increase(NOW, span(call));
                case RESETS -> past(call).resets(NOW, span(call));
                case INTEGRAL -> past(call).integral(NOW, span(call));
                case DURATION ->
                    values.secondsTrue(
                            values.condition((Condition) call.arguments().head()), span(call));
                case LEAST, GREATEST, POW -> ofBoth(call, operand(call, 0), operand(call, 1));
                case ROUND, SQRT, LN, EXP -> ofOne(call, operand(call, 0));
                case IF -> {
                    int truth = ((Condition) call.arguments().head()).interpret(this);
                    yield truth == UNDEFINED ? UNKNOWN : finite(operand(call, truth == TRUE ? 1 : 2));
                }
                case RATE -> past(call).rate(NOW, span(call));
                case COUNT -> past(call).count(NOW, span(call));
                case SUM -> past(call).sum(NOW, span(call));
                case MEAN -> past(call).mean(NOW, span(call));
                case MIN -> past(call).least(NOW, span(call));
                case MAX -> past(call).greatest(NOW, span(call));
                case STDDEV -> past(call).deviation(NOW, span(call));
                case PERCENTILE -> past(call).percentile(call.number().get(), NOW, span(call));
                case ZSCORE -> past(call).zScore(NOW, span(call));
                case EWMEAN -> past(call).weightedMean(call.number().get());
                case EWZSCORE -> past(call).weightedZScore(call.number().get());
                case FLATLINE -> throw new IllegalStateException(call + " is a condition.");
            };
        }

        private double operand(Call call, int place) {
            return ((Quantity) call.arguments().get(place)).interpret(this);
        }

        private static double ofBoth(Call call, double first, double second) {
            if (Double.isNaN(first) || Double.isNaN(second)) {
                return UNKNOWN;
            }
            boolean isLess = first < second;
            return finite(
                    call.function() == Function.POW
                            ? StrictMath.pow(first, second)
                            : isLess == (call.function() == Function.LEAST) ? first : second);
        }

        private static double ofOne(Call call, double operand) {
            if (!Double.isFinite(operand)) {
                return call.function() == Function.EXP && operand < 0 ? 0 : UNKNOWN;
            }
            return finite(
                    switch (call.function()) {
                        case ROUND ->
                            new BigDecimal(operand)
                                    .add(new BigDecimal("0.5"))
                                    .setScale(0, RoundingMode.FLOOR)
                                    .doubleValue();
                        case SQRT -> StrictMath.sqrt(operand);
                        case LN -> StrictMath.log(operand);
                        default -> StrictMath.exp(operand);
                    });
        }

        private static double finite(double number) {
            return Double.isFinite(number) ? number : UNKNOWN;
        }
    }
}
