package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the functions of expressions come to on real histories; readings are ten seconds apart. */
class FunctionsTest {

    /** Whether the condition holds at the last reading. */
    private static boolean holds(String condition, String temperatures) {
        return Scenario.of(rule("r")
                                .metric("temperature")
                                .raise(MINOR, when(condition))
                                .build())
                        .sends(temperatures)
                        .device()
                        .activeAlarms()
                == 1;
    }

    @ParameterizedTest
    @CsvSource({
        "value == 3, 1 2 3",
        "delta(value) == 2, 1 4 6",
        "'mean(value, 30s) == 3', 100 2 3 4",
        "'mean(value, 31s) == 4', 7 2 3 4",
        "'min(value, 30s) == 2', 1 2 3 4",
        "'max(value, 30s) == 4', 9 2 3 4",
        "'sum(value, 30s) == 9', 100 2 3 4",
        "'count(value, 30s) == 3', 1 2 3 4",
        "'count(value, 1s) == 1', 1 2 3 4",
        "'count(pressure, 1h) == 0', 1",
        "'stddev(value, 1m) == 2', 2 4 6",
        "'stddev(value, 1m) == 0', 5 5",
        "'rate(value, 1m) == 0.5', 1 3 11",
        "'rate(value, 30s) == 0.1', 100 1 2 3",
        "'percentile(value, 50, 1m) == 2.5', 4 1 3 2",
        "'percentile(value, 100, 1m) == 4', 4 1 3 2",
        "'percentile(value, 0, 1m) == 1', 4 1 3 2",
        "'percentile(value, 25, 1m) == 1.75', 4 1 3 2",
        "'zscore(value, 10m) between 2.999 and 3.001', 1 -1 1 -1 1 -1 1 -1 1 -1 3.162277660168379",
        "'ewmean(value, 0.5) == 3', 1 3 4",
        "'flatline(value, 20s)', 1 5 5 5",
        "'not flatline(value, 20s)', 1 5 5",
        "'not flatline(pressure, 20s)', 1",
    })
    void comeToWhatTheSpecificationSays(String condition, String temperatures) {
        assertThat(holds(condition, temperatures)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "pressure, 1",
        "delta(value), 1",
        "'stddev(value, 1m)', 1",
        "'rate(value, 1m)', 1",
        "'rate(value, 5s)', 1 2",
        "'mean(pressure, 1m)', 1",
        "'percentile(pressure, 50, 1m)', 1",
        "'zscore(value, 10m)', 1 2 1 2 1 2 1 2 1 9",
        "'zscore(value, 10m)', 1x10 9",
        "'ewmean(pressure, 0.5)', 1",
        "'ewzscore(value, 0.5)', 1 2x29",
        "'ewzscore(value, 0.5)', 1x40 9",
        "value / 0, 1",
        "value / (value - 1), 1",
    })
    void areUndefinedWhereThereIsTooLittle(String quantity, String temperatures) {
        assertThat(holds(quantity + " > -1e300 or " + quantity + " <= -1e300", temperatures))
                .isFalse();
    }

    @Test
    void ewzscoreComparesWithTheReadingsBefore() {
        assertThat(holds("ewzscore(value, 0.5) > 2", "1 2x30")).isFalse();
        assertThat(holds("ewzscore(value, 0.5) > 2", "1 2x29 9")).isTrue();
    }

    @Test
    void spansEndAtTheReadingThatIsEvaluatedWhateverItsMetric() {
        assertThat(Scenario.of(rule("r")
                                .raise(MINOR, when("count(temperature, 30s) == 1 and pressure > 0"))
                                .build())
                        .sends("1 2 3")
                        .sends("45s", "pressure", 1)
                        .told())
                .containsExactly("45s raised minor");
    }

    @Test
    void zeroHasNoSign() {
        assertThat(holds("value == 0 and flatline(value, 10s)", "0 -0")).isTrue();
    }
}
