package io.vigie.domain.rule.expression;

import static io.vigie.domain.rule.Rules.abs;
import static io.vigie.domain.rule.Rules.metric;
import static io.vigie.domain.rule.Rules.number;
import static io.vigie.domain.rule.Rules.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.rule.RandomExpressions;
import io.vigie.domain.rule.language.ExpressionParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

    @Test
    void everyTreeIsReadBackAsItWas() {
        RandomExpressions random = new RandomExpressions(42);
        for (int round = 0; round < 20_000; round++) {
            Condition tree = random.condition(round % 6);
            assertThat(ExpressionParser.parse(Expressions.print(tree)))
                    .as("%s", tree)
                    .containsExactly(tree);
        }
    }

    @Test
    void noParenthesisCanBeLeftOut() {
        RandomExpressions random = new RandomExpressions(43);
        int parentheses = 0;
        for (int round = 0; round < 3_000; round++) {
            Condition tree = random.condition(4);
            String text = Expressions.print(tree);
            for (int open = 0; open < text.length(); open++) {
                boolean groups =
                        text.charAt(open) == '(' && (open == 0 || !Expressions.continuesName(text.charAt(open - 1)));
                if (groups) {
                    parentheses++;
                    String without = new StringBuilder(text)
                            .deleteCharAt(closing(text, open))
                            .deleteCharAt(open)
                            .toString();
                    assertThat(ExpressionParser.parse(without).toOption())
                            .as("%s without the ( at %d", text, open)
                            .doesNotContain(tree);
                }
            }
        }
        assertThat(parentheses).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value > 80",
                "value between 10 and 20",
                "mean(temperature, 10m) > 60 and pressure < 2",
                "(value + 1) * 2 > 3 and (a > 1 or b > 2)",
                "not flatline(value, 5m)",
                "not (a > 1 and b > 2)",
                "a - (b - c) != -5",
                "a - b - c == -(a * b)",
                "a / (b / c) >= -x / -(y)",
                "percentile(value, 99.5, 1h) > abs(zscore(`oil temperature`, 500ms))",
                "ewmean(value, 0.1) <= ewzscore(value, 0.01) or delta(value) > rate(value, 30s)",
                "increase(value, 1h) * 4 > 20 and resets(value, 1d) == 0",
                "if(a > 1 or not b > 2, previous(c), least(d, 2)) > age(e)",
                "duration(a > 1 and flatline(b, 5m), 1h) > 60",
                "if > duration - age",
                "`value` > value",
                "`between` > mean"
            })
    void writesWhatAPersonWouldWrite(String text) {
        Condition condition = ExpressionParser.parse(text).get();
        assertThat(condition).hasToString(text.replace("-(y)", "-y"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "-0.0, 0",
        "0.1, 0.1",
        "100000, 100000",
        "1e10, 10000000000",
        "1e15, 1e15",
        "1.5e300, 1.5e300",
        "0.00001, 1e-5",
        "-2.5, -2.5",
        "5e-324, 4.9e-324"
    })
    void writesNumbersShort(double number, String text) {
        assertThat(number(number)).hasToString(text);
        assertThat(Double.parseDouble(text)).isEqualTo(number + 0.0);
    }

    @Test
    void tellsANegatedNumberFromANegativeOne() {
        assertThat(number(5).negated()).hasToString("-(5)");
        assertThat(number(-5)).hasToString("-5");
        assertThat(number(-5).negated()).hasToString("--5");
        assertThat(value().minus(-5)).hasToString("value - -5");
    }

    @Test
    void quotesNamesThatCouldBeTakenForSomethingElse() {
        assertThat(metric("oil temperature")).hasToString("`oil temperature`");
        assertThat(metric("a`b")).hasToString("`a``b`");
        assertThat(metric("not")).hasToString("`not`");
        assertThat(metric("value")).hasToString("`value`");
        assertThat(metric("mean")).hasToString("mean");
        assertThat(metric("plant.1_x")).hasToString("plant.1_x");
        assertThat(abs(metric("1x"))).hasToString("abs(`1x`)");
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at++) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new AssertionError("No ) for the ( at " + open + " of " + text);
    }
}
