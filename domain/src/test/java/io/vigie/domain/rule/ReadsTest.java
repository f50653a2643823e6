package io.vigie.domain.rule;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.value;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Subject;
import io.vigie.domain.rule.language.ExpressionParser;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadsTest {

    @Test
    void aRuleReadsItsOwnMetricFirstThenOthersAsTheyAppear() {
        Rule rule = rule("r")
                .metric("temperature")
                .raise(Severity.MAJOR, when("z > 1 and mean(a, 5m) > value").until("m < 1"))
                .raise(Severity.MINOR, when("b between a and temperature").heldFor(Duration.ofMinutes(1)))
                .raise(Severity.MINOR, when("c > 1").times(2))
                .raise(Severity.MINOR, when("d > 1").times(2).within(Duration.ofMinutes(1)))
                .build();
        assertThat(Reads.metricsOf(rule).map(Metric::name))
                .containsExactly("temperature", "z", "a", "m", "b", "c", "d");
    }

    @Test
    void aRuleWithoutAMetricReadsThoseItNames() {
        Rule rule = rule("r").raise(Severity.MAJOR, when("b > a")).build();
        assertThat(Reads.metricsOf(rule).map(Metric::name)).containsExactly("b", "a");
    }

    @Test
    void aSilenceReadsTheRulesMetric() {
        Rule rule = rule("r")
                .metric("temperature")
                .raise(Severity.MAJOR, silentFor(Duration.ofMinutes(1)))
                .build();
        assertThat(Reads.metricsOf(rule)).containsExactly(new Metric("temperature"));
        assertThat(Reads.callsIn(rule)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x > 1",
                "1 > x",
                "x between 1 and 2",
                "1 between x and 2",
                "1 between 0 and x",
                "x + 1 > 2",
                "1 - x > 2",
                "-x > 2",
                "abs(x) > 2",
                "x > 1 and x > 2",
                "x > 1 or x > 2",
                "not x > 1",
                "delta(x) > 1",
                "rate(x, 1m) > 1",
                "mean(x, 1m) > 1",
                "percentile(x, 5, 1m) > 1",
                "zscore(x, 1m) > 1",
                "ewmean(x, 0.5) > 1",
                "ewzscore(x, 0.5) > 1",
                "flatline(x, 1m)",
                "previous(x) > 1",
                "age(x) > 1",
                "increase(x, 1m) > 1",
                "resets(x, 1m) > 1",
                "integral(x, 1m) > 1",
                "duration(x, 1m) > 1",
                "duration(delta(x) > 2, 1m) > 1",
                "if(x, 1, 2) > 1",
                "if(1 > 2, x, 2) > 1",
                "least(x, 1) > 1",
                "pow(2, x) > 1",
                "round(x) > 1"
            })
    void findsASubjectWhereverItStands(String condition) {
        assertThat(Reads.subjectsOf(parsed(condition))).containsExactly(new Subject.Named(new Metric("x")));
    }

    @Test
    void findsTheCallsOfARuleInTheirOrder() {
        Rule rule = rule("r")
                .raise(
                        Severity.MAJOR,
                        when("x > rate(a, 1m) or percentile(b, 95, 2m) > abs(ewmean(c, 0.5))")
                                .until("flatline(d, 3m)"))
                .build();
        assertThat(Reads.callsIn(rule).map(Call::toString))
                .containsExactly(
                        "rate(a, 1m)",
                        "percentile(b, 95, 2m)",
                        "abs(ewmean(c, 0.5))",
                        "ewmean(c, 0.5)",
                        "flatline(d, 3m)");
    }

    @Test
    void aSubjectIsAMetricInTheContextOfItsRule() {
        Option<Metric> temperature = Option.some(new Metric("temperature"));
        assertThat(value().subject().in(temperature)).isEqualTo(temperature);
        assertThat(value().subject().in(Option.none())).isEmpty();
        assertThat(Rules.metric("pressure").subject().in(temperature)).containsExactly(new Metric("pressure"));
    }

    private static Condition parsed(String text) {
        return ExpressionParser.parse(text).get();
    }
}
