package io.vigie.domain.rule.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.language.ExpressionParser;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallTest {

    private static final Subject OWN = new Subject.Own();
    private static final Argument.Span SPAN = new Argument.Span(Duration.ofMinutes(5));
    private static final Argument.Literal HALF = new Argument.Literal(0.5);

    @Test
    void takesWhatItsFunctionTakesAndNothingElse() {
        assertThat(Call.of(Function.PERCENTILE, OWN, HALF, SPAN)).hasToString("percentile(value, 0.5, 5m)");
        assertThatThrownBy(() -> Call.of(Function.MEAN, OWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mean is called with other arguments: mean(value, 5m).");
        assertThatThrownBy(() -> Call.of(Function.MEAN, OWN, SPAN, SPAN))
                .hasMessage("mean is called with other arguments: mean(value, 5m).");
        assertThatThrownBy(() -> Call.of(Function.MEAN, OWN, HALF))
                .hasMessage("`0.5` stands where a function takes something else.");
        assertThatThrownBy(() -> Call.of(Function.MEAN, Rules.value(), SPAN))
                .hasMessage("`value` stands where a function takes something else.");
        assertThatThrownBy(() -> Call.of(Function.ABS, OWN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Call.of(Function.EWMEAN, OWN, SPAN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Call.of(Function.PERCENTILE, OWN, SPAN, HALF))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isANumberOrAConditionAsItsFunctionIs() {
        Call mean = Call.of(Function.MEAN, OWN, SPAN);
        Call flatline = Call.of(Function.FLATLINE, OWN, SPAN);
        assertThat(mean.node().getLeft()).isEqualTo(new Quantity.Called(mean));
        assertThat(flatline.node().get()).isEqualTo(new Condition.Called(flatline));
        assertThatThrownBy(() -> new Condition.Called(mean)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quantity.Called(flatline)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mayTakeAConditionWhereAMetricIsOneToo() {
        Call duration = Call.of(Function.DURATION, Rules.value().above(1), SPAN);
        assertThat(duration).hasToString("duration(value > 1, 5m)");
        assertThat(duration.measured()).contains(Rules.value().above(1));
        assertThat(Call.of(Function.IF, Rules.value().above(1), Rules.value(), Rules.value())
                        .measured())
                .isEmpty();
        assertThat(ExpressionParser.parse("duration(active, 5m) > if(active, 1, 2)"))
                .containsExactly(ExpressionParser.parse("duration(active != 0, 5m) > if(active != 0, 1, 2)")
                        .get());
        assertThatThrownBy(() -> Call.of(Function.DURATION, Rules.value(), SPAN))
                .hasMessage("`value` stands where a function takes something else.");
        assertThat(ExpressionParser.parse("duration(active + 1, 5m) > 1")
                        .getLeft()
                        .problem())
                .contains("is a number; compare it with something");
    }

    @Test
    void theComparisonsWithinItsCallsFollowAComparison() {
        assertThat(ExpressionParser.parse("if(a > 1 and b < 2, c, 0) > 3 and not duration(flatline(d, 1m), 1h) < 4")
                        .get()
                        .comparisons())
                .extracting(Condition::toString)
                .containsExactly(
                        "if(a > 1 and b < 2, c, 0) > 3",
                        "a > 1",
                        "b < 2",
                        "duration(flatline(d, 1m), 1h) < 4",
                        "flatline(d, 1m)");
    }

    @Test
    void aWalkComesByEveryNodeFromLeftToRight() {
        Condition condition = ExpressionParser.parse("not abs(a - 1) > mean(b, 5m) or flatline(c, 5m)")
                .get();
        assertThat(condition.nodes().map(Expression::toString))
                .containsExactly(
                        "not abs(a - 1) > mean(b, 5m) or flatline(c, 5m)",
                        "not abs(a - 1) > mean(b, 5m)",
                        "abs(a - 1) > mean(b, 5m)",
                        "abs(a - 1)",
                        "a - 1",
                        "a",
                        "1",
                        "mean(b, 5m)",
                        "flatline(c, 5m)");
    }
}
