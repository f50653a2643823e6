package io.vigie.domain.rule.language;

import static io.vigie.domain.rule.Rules.abs;
import static io.vigie.domain.rule.Rules.count;
import static io.vigie.domain.rule.Rules.delta;
import static io.vigie.domain.rule.Rules.ewmean;
import static io.vigie.domain.rule.Rules.ewzscore;
import static io.vigie.domain.rule.Rules.flatline;
import static io.vigie.domain.rule.Rules.max;
import static io.vigie.domain.rule.Rules.mean;
import static io.vigie.domain.rule.Rules.metric;
import static io.vigie.domain.rule.Rules.min;
import static io.vigie.domain.rule.Rules.not;
import static io.vigie.domain.rule.Rules.number;
import static io.vigie.domain.rule.Rules.percentile;
import static io.vigie.domain.rule.Rules.rate;
import static io.vigie.domain.rule.Rules.stddev;
import static io.vigie.domain.rule.Rules.sum;
import static io.vigie.domain.rule.Rules.value;
import static io.vigie.domain.rule.Rules.zscore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Outcome;
import io.vigie.domain.rule.expression.Quantity;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

    private static final Quantity.Latest A = metric("a");
    private static final Quantity.Latest B = metric("b");
    private static final Quantity.Latest C = metric("c");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void orBindsLooserThanAndAndAndLooserThanNot() {
        assertThat(parsed("not a > 1 and b > 1 or c > 1"))
                .isEqualTo(not(A.above(1)).and(B.above(1)).or(C.above(1)));
        assertThat(parsed("a > 1 or b > 1 and not c > 1"))
                .isEqualTo(A.above(1).or(B.above(1).and(not(C.above(1)))));
    }

    @Test
    void timesBindsTighterThanPlusAndTheSignTightest() {
        assertThat(parsed("a + b * -c > 1"))
                .isEqualTo(A.plus(B.times(C.negated())).above(1));
        assertThat(parsed("-a * b > 1")).isEqualTo(A.negated().times(B).above(1));
    }

    @Test
    void operatorsAssociateToTheLeft() {
        assertThat(parsed("a - b - c > 1")).isEqualTo(A.minus(B).minus(C).above(1));
        assertThat(parsed("a / b * c > 1")).isEqualTo(A.dividedBy(B).times(C).above(1));
        assertThat(parsed("a > 1 and b > 1 and c > 1"))
                .isEqualTo(A.above(1).and(B.above(1)).and(C.above(1)));
    }

    @Test
    void theAndOfBetweenIsNotTheAndOfConditions() {
        assertThat(parsed("a between 1 and 2 and b between 3 and c + 1"))
                .isEqualTo(A.between(1, 2).and(B.between(number(3), C.plus(1))));
    }

    @Test
    void parenthesesHoldNumbersAndConditionsAlike() {
        assertThat(parsed("(value + 1) * 2 > 3 and (a > 1 or b > 2)"))
                .isEqualTo(value().plus(1).times(2).above(3).and(A.above(1).or(B.above(2))));
        assertThat(parsed("((((a)) > (1)))")).isEqualTo(A.above(1));
        assertThat(parsed("not (flatline(value, 5m))")).isEqualTo(not(flatline(value(), Duration.ofMinutes(5))));
    }

    @Test
    void aMetricWhereAConditionIsNeededIsNotZero() {
        Condition isActive = metric("active").differentFrom(0);
        assertThat(parsed("active")).isEqualTo(isActive);
        assertThat(parsed("not active")).isEqualTo(not(isActive));
        assertThat(parsed("not ((`active`))")).isEqualTo(not(isActive));
        assertThat(parsed("value")).isEqualTo(value().differentFrom(0));
        assertThat(parsed("active and a > 1 or value"))
                .isEqualTo(isActive.and(A.above(1)).or(value().differentFrom(0)));
        assertThat(parsed("not active")).hasToString("not active != 0");
    }

    @Test
    void metricsOfTheNamesOfBooleansStandInBackticks() {
        assertThat(parsed("`true` == 1")).isEqualTo(metric("true").equalTo(1)).hasToString("`true` == 1");
    }

    @Test
    void everyComparisonIsRead() {
        assertThat(parsed("a>1")).isEqualTo(A.above(1));
        assertThat(parsed("a>=1")).isEqualTo(A.atLeast(1));
        assertThat(parsed("a<1")).isEqualTo(A.below(1));
        assertThat(parsed("a<=1")).isEqualTo(A.atMost(1));
        assertThat(parsed("a==1")).isEqualTo(A.equalTo(1));
        assertThat(parsed("a!=1")).isEqualTo(A.differentFrom(1));
    }

    @Test
    void everyFunctionIsRead() {
        assertThat(parsed("rate(a, 1m) > 1")).isEqualTo(rate("a", MINUTE).above(1));
        assertThat(parsed("delta(a) > 1")).isEqualTo(delta("a").above(1));
        assertThat(parsed("mean(a, 1m) > 1")).isEqualTo(mean("a", MINUTE).above(1));
        assertThat(parsed("min(a, 1m) > 1")).isEqualTo(min("a", MINUTE).above(1));
        assertThat(parsed("max(a, 1m) > 1")).isEqualTo(max("a", MINUTE).above(1));
        assertThat(parsed("stddev(a, 1m) > 1")).isEqualTo(stddev("a", MINUTE).above(1));
        assertThat(parsed("sum(a, 1m) > 1")).isEqualTo(sum("a", MINUTE).above(1));
        assertThat(parsed("count(a, 1m) > 1")).isEqualTo(count("a", MINUTE).above(1));
        assertThat(parsed("percentile(a, 99.5, 1m) > 1"))
                .isEqualTo(percentile("a", 99.5, MINUTE).above(1));
        assertThat(parsed("zscore(a, 1m) > 1")).isEqualTo(zscore("a", MINUTE).above(1));
        assertThat(parsed("flatline(a, 1m)")).isEqualTo(flatline("a", MINUTE));
        assertThat(parsed("ewmean(a, .25) > 1")).isEqualTo(ewmean("a", 0.25).above(1));
        assertThat(parsed("ewzscore(a, 0.25) > 1"))
                .isEqualTo(ewzscore("a", 0.25).above(1));
        assertThat(parsed("abs(a - b) > 1")).isEqualTo(abs(A.minus(B)).above(1));
        assertThat(parsed("mean(value, 500ms) > 1"))
                .isEqualTo(mean(value(), Duration.ofMillis(500)).above(1));
    }

    @Test
    void everyFunctionsExampleCanBeRead() {
        for (Function function : Function.values()) {
            String example = function.example();
            assertThat(ExpressionParser.parse(function.outcome() == Outcome.TRUTH ? example : example + " > 1"))
                    .as(example)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.5, 1.5", ".5, 0.5", "1e3, 1000", "1.5E-3, 0.0015", "-2, -2", "-0, 0", "1e-400, 0"})
    void everyNotationOfNumbersIsRead(String text, double number) {
        assertThat(parsed("a > " + text)).isEqualTo(A.above(number));
    }

    @Test
    void aFunctionsNameIsAMetricWhereNoParenthesisFollows() {
        assertThat(parsed("mean > count")).isEqualTo(metric("mean").above(metric("count")));
        assertThat(parsed("mean(mean, 1m) > 1")).isEqualTo(mean("mean", MINUTE).above(1));
        assertThat(parsed("mean (a, 1m) > 1")).isEqualTo(mean("a", MINUTE).above(1));
    }

    @Test
    void backticksMakeAnyTextAName() {
        assertThat(parsed("`oil temperature` > 1"))
                .isEqualTo(metric("oil temperature").above(1));
        assertThat(parsed("`a``b` > `not`")).isEqualTo(metric("a`b").above(metric("not")));
        assertThat(parsed("`value` > value")).isEqualTo(metric("value").above(value()));
        assertThat(parsed("mean(`é`, 1m) > 1")).isEqualTo(mean("é", MINUTE).above(1));
    }

    @Test
    void blanksAndLineBreaksDoNotMatter() {
        assertThat(parsed("\n a\t>1\r\n  and b<2 ")).isEqualTo(A.above(1).and(B.below(2)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "-value, 1, `-value` is a number; compare it with something, for example -value > 80",
                "a > 1 and 2, 11, `2` is a number; compare it with something, for example 2 > 80",
                "a + 1 or b > 1, 1, `a + 1` is a number; compare it",
                "not (a + 1), 5, `(a + 1)` is a number; compare it",
                "\"not mean(a, 5m)\", 5, is a number; compare it",
                "value == true, 10, \"`true` is no metric: a boolean is the number 1 (true) or 0 (false), so write 1 or 0\"",
                "active != False, 11, `False` is no metric",
                "not TRUE, 5, `TRUE` is no metric",
                "\"count(true, 5m) > 1\", 7, `true` is no metric",
                "(a > 1) + 2 > 3, 1, `(a > 1)` is a condition",
                "2 * flatline(a) > 3, 15, \"flatline is called with other arguments: flatline(value, 5m)\"",
                "\"2 * flatline(a, 5m) > 3\", 5, \"`flatline(a, 5m)` is a condition, true or false, where a number is\"",
                "(a > 1) == (b > 1), 1, is a condition",
                "abs(a > 1) > 1, 5, is a condition",
                "a between (b > 1) and 2, 11, is a condition",
                "1 < a < 3, 7, comparisons cannot be chained",
                "a between 1 and 2 > 3, 19, comparisons cannot be chained",
                "a == b between 1 and 2, 8, comparisons cannot be chained",
                "a = 1, 3, use == to compare",
                "a => 1, 3, use >= to compare",
                "a <> 1, 3, use != to compare",
                "a > 1 && b > 1, 7, use and to join",
                "a > 1 || b > 1, 7, use or to join",
                "!(a > 1), 1, use not to turn",
                "a > 1 AND b > 1, 7, write and in lower case",
                "meen(a) > 1, 1, there is no function meen; did you mean mean?",
                "Mean(a) > 1, 1, did you mean mean?",
                "percentil(a) > 1, 1, did you mean percentile?",
                "frobnicate(a) > 1, 1, \"there are rate, delta, previous, age\"",
                "(a > 1, 1, this ( is never closed",
                "a > (1 + (2 * 3), 5, this ( is never closed",
                "a > 1), 6, this ) closes nothing",
                "a > 1 b, 7, an operator is missing before `b`",
                "a > 1 5m, 7, an operator is missing before `5m`",
                "(a > 1 b), 8, an operator is missing before `b`",
                "a >, 4, the expression ends where a number or a metric is missing",
                "a > 1 and, 10, the expression ends",
                "> 1, 1, a number or a metric is missing before `>`",
                "a > ), 5, a number or a metric is missing before `)`",
                "and > 1, 1, a metric of that name is put in backticks",
                "a between 1, 12, between has two limits",
                "a between 1 or 2, 13, between has two limits",
                "a > 5m, 5, `5m` is a duration; only functions take one",
                "a > 80x, 5, `80x` is neither a number nor a metric",
                "a > 1., 5, `1.` is neither a number nor a metric",
                "a > 1e, 5, `1e` is neither a number nor a metric",
                "a > 1e400, 5, larger than numbers can be",
                "a > -1e400, 6, larger than numbers can be",
                "a > 80%, 7, `%` is not part of an expression",
                "température > 1, 5, is put in backticks",
                "🔥 > 1, 1, `🔥` is not part of an expression",
                "`🔥` > 1 x, 9, an operator is missing before `x`",
                "`a > 1, 1, this backtick opens a name that no other closes",
                "`` > 1, 1, a metric's name has 1 to 256 characters",
                "\"'a' > 1\", 1, a metric's name is put in backticks",
                "\"value == 'FAULT'\", 10, compare with the number that stands for a state",
                "a ** 2 > 1, 3, use pow for a power",
                "a > 1 and b = 2, 13, use == to compare",
                "a 80 and b > 1, 3, an operator is missing before `80`",
                "mean(a) > 1, 7, \"mean is called with other arguments: mean(value, 5m)\"",
                "\"mean(a, 30) > 1\", 9, `30` has no unit; write 30s",
                "\"mean(a, 0s) > 1\", 9, 0s is no span of time",
                "\"mean(a, -5m) > 1\", 9, a span of time has no sign",
                "\"mean(a, 367d) > 1\", 9, \"367d is longer than 366d, the longest there is\"",
                "\"mean(a, 99999999999999999999d) > 1\", 9, longer than a duration can be",
                "\"mean(a, 1.5h) > 1\", 9, `1.5h` is not a duration",
                "\"mean(a, b) > 1\", 9, mean is called with other arguments",
                "\"mean(a, 5m, 5m) > 1\", 11, mean is called with other arguments",
                "\"mean(a + 1, 5m) > 1\", 8, mean takes one metric and no calculation",
                "\"mean(1, 5m) > 1\", 6, mean is called with other arguments",
                "\"percentile(a, 101, 5m) > 1\", 15, 101 is not a percentage from 0 to 100",
                "\"percentile(a, -1, 5m) > 1\", 15, -1 is not a percentage from 0 to 100",
                "\"percentile(a, 5m, 95) > 1\", 15, \"percentile(value, 95, 5m)\"",
                "\"ewmean(a, 0) > 1\", 11, 0 is not a weight",
                "\"ewmean(a, 1) > 1\", 11, 1 is not a weight",
                "\"ewzscore(a, 5m) > 1\", 13, \"ewzscore(value, 0.1)\"",
                "\"mean(a, 5m > 1\", 12, an operator is missing before `>`",
                "\"mean(a, 5m\", 5, this ( is never closed",
                "+5 < a, 1, a number or a metric is missing before `+`",
            })
    void saysWhatIsWrongAndWhere(String text, int column, String problem) {
        ExpressionError error = ExpressionParser.parse(text).getLeft();
        assertThat(error.problem()).contains(problem);
        assertThat(error.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t"})
    void saysThatThereIsNothing(String text) {
        assertThat(ExpressionParser.parse(text).getLeft())
                .isEqualTo(
                        new ExpressionError(1, "the expression is empty; write a condition, for example value > 80"));
    }

    @Test
    void ofTwoMistakesItTellsTheFirst() {
        assertThat(ExpressionParser.parse("a > 1 b && c = 1").getLeft().column())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "-(", "abs(", "not (a > 1 and ", "if(", "duration(", "least(1, "})
    void refusesDeepNestingWithoutOverflowingTheStack(String opening) {
        String text = opening.repeat(ExpressionParser.MAX_LENGTH / opening.length());
        assertThat(ExpressionParser.parse(text).getLeft().problem()).contains("nested more than 100 deep");
    }

    @Test
    void readsWhatIsNestedAsDeepAsAllowed() {
        assertThat(parsed("(".repeat(100) + "a > 1" + ")".repeat(100))).isEqualTo(A.above(1));
        ExpressionError error = ExpressionParser.parse("(".repeat(101) + "a > 1" + ")".repeat(101))
                .getLeft();
        assertThat(error.column()).isEqualTo(101);
        assertThat(ExpressionParser.parse("if(".repeat(50) + "a" + ", 1, 0) > 0".repeat(50))
                        .isRight())
                .isTrue();
        assertThat(ExpressionParser.parse("if(".repeat(51) + "a" + ", 1, 0) > 0".repeat(51))
                        .getLeft()
                        .problem())
                .contains("nested more than 100 deep");
    }

    @Test
    void readsNestedParenthesesInOnePass() {
        String text = "((((((((((".repeat(9) + "a" + "+ 1))))))))))".repeat(9) + " > 1";
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> ExpressionParser.parse(text));
    }

    @Test
    void readsLongChainsAndRefusesOverlongOnes() {
        String most = "a > 1" + " or a > 1".repeat(99);
        assertThat(parsed(most)).hasToString(most);
        String more = "-1" + "-1".repeat(ExpressionLexer.MOST_OPERATORS);
        ExpressionError error = ExpressionParser.parse(more).getLeft();
        assertThat(error.problem()).contains("at most 200 operators");
        assertThat(error.column()).isEqualTo(401);
    }

    @Test
    void refusesOverlongTexts() {
        String text = "a > 1" + " ".repeat(ExpressionParser.MAX_LENGTH - 4);
        assertThat(ExpressionParser.parse(text).getLeft().problem()).contains("10001 characters; at most 10000");
        assertThat(parsed(text.substring(0, ExpressionParser.MAX_LENGTH))).isEqualTo(A.above(1));
    }

    @Test
    void survivesAnyMixOfWordsAndPointsIntoTheText() {
        String[] words = {
            "a",
            "value",
            "1",
            "1.5",
            "5m",
            "(",
            ")",
            ",",
            "+",
            "-",
            "*",
            "/",
            ">",
            "<=",
            "==",
            "!=",
            "=",
            "and",
            "or",
            "not",
            "between",
            "mean",
            "abs(",
            "flatline(a, 5m)",
            "percentile(a, 5, 1h)",
            "`b`",
            "`",
            "🔥",
            "\n",
            "&&",
            "."
        };
        Random random = new Random(5);
        int right = 0;
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int word = random.nextInt(10); word >= 0; word--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
            }
            String expression = text.toString();
            int characters = expression.codePointCount(0, expression.length());
            var result = ExpressionParser.parse(expression);
            right += result.isRight() ? 1 : 0;
            if (result.isLeft()) {
                assertThat(result.getLeft().column()).as(expression).isBetween(1, characters + 1);
                assertThat(result.getLeft().pointedOutIn(expression))
                        .as(expression)
                        .contains("^");
            }
        }
        assertThat(right).isPositive();
    }

    @Test
    void pointsAtTheMistake() {
        String text = "a > 1 and a - b";
        assertThat(ExpressionParser.parse(text).getLeft().pointedOutIn(text)).isEqualTo("""
                        column 11: `a - b` is a number; compare it with something, for example a - b > 80
                          a > 1 and a - b
                                    ^""");
    }

    @Test
    void pointsAtTheMistakeInItsOwnLine() {
        String text = "a > 1\n\tand `🔥` = 2\nand b > 1";
        assertThat(ExpressionParser.parse(text).getLeft().pointedOutIn(text))
                .endsWith("\n  \tand `🔥` = 2\n  \t        ^");
    }

    @Test
    void showsOnlyTheSurroundingsOfAMistakeInALongLine() {
        String text = "a > 1" + " or a > 1".repeat(50) + " = " + "1 or a > ".repeat(50);
        String[] lines =
                ExpressionParser.parse(text).getLeft().pointedOutIn(text).split("\n", -1);
        assertThat(lines[1]).hasSizeLessThan(130).startsWith("  …").endsWith("…");
        assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('=');
    }

    private static Condition parsed(String text) {
        return ExpressionParser.parse(text).getOrElseThrow(error -> new AssertionError(error.pointedOutIn(text)));
    }
}
