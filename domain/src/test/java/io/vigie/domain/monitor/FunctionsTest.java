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
        "previous(value) == 2, 1 2 9",
        "previous(value) == 2, 1 2 2",
        "age(value) == 0, 1 2 3",
        // a counter counts
        "'increase(value, 1m) == 3', 1 2 4",
        "'increase(value, 20s) == 3', 1 2 4 5",
        "'increase(value, 15s) == 3', 1 2 4 5",
        "'increase(value, 1s) == 1', 1 2 4 5",
        "'increase(value, 1m) == 0', 4 4",
        // it begins anew
        "'increase(value, 1m) == 1', 10 0 1",
        "'increase(value, 1m) == 9', 10 4 9",
        "'resets(value, 1m) == 1', 10 4 9",
        "'resets(value, 1m) == 2', 10 4 9 2",
        "'increase(value, 10s) == 9', 10 0 9",
        // one bad value is no consumption, and is known for it once a reading rises
        "'increase(value, 1m) == 0', 10 0",
        "'increase(value, 1m) == 2', 10 0 12",
        "'increase(value, 1m) == 2', 10 4 4 0 0 12",
        "'increase(value, 1m) == 0', 10 5 10",
        "'resets(value, 1m) == 0', 10 5 10",
        "'resets(value, 1m) == 1', 10 5",
        "'resets(value, 1m) == 2', 10 5 5 2",
        "'increase(value, 1m) == 7', 10 5 2",
        // of two falls the lower one alone may be undone
        "'increase(value, 1m) == 7 and resets(value, 1m) == 1', 10 5 0 7",
        "'increase(value, 1m) == 5 and resets(value, 1m) == 1', 10 5 0 5",
        "'increase(value, 1m) == 15 and resets(value, 1m) == 2', 10 8 5 0 7",
        "'increase(value, 1m) == 9 and resets(value, 1m) == 2', 10 5 0 4",
        // what rose after it rises no further back than to the first that rises
        "'increase(value, 1m) == 12 and resets(value, 1m) == 1', 10 0 3 12",
        // the fall lies before the span
        "'increase(value, 10s) == 2 and resets(value, 10s) == 0', 10 0 12",
        "'increase(value, 15s) == 2', 10 0 12",
        "'increase(value, 5s) == 2', 10 4 2 2 0 0 12",
        "'increase(value, 5s) == 1', 10 4 2 2 0 0 3",
        "'resets(value, 1m) == 0', 1",
        "'resets(pressure, 1m) == 0', 1",
        // value times hours
        "'integral(value, 1m) * 3600 == 60', 3 3 3",
        "'integral(value, 30s) * 3600 == 65', 100 1 4 4",
        // a condition's time
        "'duration(value > 2, 1m) == 20', 1 3 3 1",
        "'duration(value > 2, 25s) == 15', 3 3 1 1",
        "'duration(value > 2, 25s) == 25', 3 3 3 3",
        "'duration(value > 2, 10s) == 10', 1 3 1",
        "'duration(value > 2, 1m) == 0', 1 3",
        "'duration(value > 2, 1m) == 0', 3",
        "'duration(delta(value) > 2, 1m) == 10', 1 4 4",
        "'duration(pressure > 2, 1m) == 0', 1 4 4",
        "'duration(value, 1m) == 10', 0 4 0 0",
        "'duration(not pressure > 2, 1m) == 0', 1 4 4",
        "'round(value) == 3', 2.5",
        "'if(value > 2, value, pressure) == 3', 3",
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
        "previous(value), 1",
        "previous(pressure), 1 2",
        "age(pressure), 1",
        "'increase(value, 1m)', 1",
        "'increase(pressure, 1m)', 1 2",
        "'increase(value, 20s)', -1e308 1.7e308",
        "'integral(value, 1m)', 1",
        "'integral(value, 10s)', 1 2",
        "'if(pressure > 2, value, value)', 3",
        "'if(value > 2, pressure, value)', 3",
        "'least(value, pressure)', 3",
        "sqrt(-value), 3",
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
    void anAgeIsTheTimeOfOtherReadingsLessThatOfTheLatest() {
        assertThat(Scenario.of(rule("r")
                                .raise(MINOR, when("age(temperature) >= 12.5 and pressure > 0"))
                                .build())
                        .sends("1 2 3")
                        .sends("32s", "pressure", 1)
                        .sends("32500ms", "pressure", 1)
                        .told())
                .containsExactly("32500ms raised minor");
    }

    @Test
    void aConditionIsTrueUntilTheNextReadingOfWhatItReadsWhateverElseComes() {
        assertThat(Scenario.of(rule("r")
                                .raise(MINOR, when("duration(temperature > 2, 1h) >= 35 and pressure > 0"))
                                .build())
                        .sends("3 1 3")
                        .sends("44s", "pressure", 1)
                        .sends("45s", "pressure", 1)
                        .told())
                .containsExactly("45s raised minor");
    }

    @Test
    void whatAFallAddsIsTakenBackWhereItProvesABadReading() {
        assertThat(Scenario.of(rule("r")
                                .metric("temperature")
                                .raise(MINOR, when("increase(value, 1m) >= 5"))
                                .build())
                        .sends("10 6 11 16")
                        .told())
                .containsExactly("10s raised minor", "20s cleared minor", "30s raised minor");
    }

    @Test
    void ofOneInstantTheLastReadingTellsHowLongAConditionIsTrue() {
        assertThat(Scenario.of(rule("r")
                                .metric("temperature")
                                .raise(MINOR, when("duration(value > 2, 1h) > 0"))
                                .build())
                        .sends("0s", "temperature", 3)
                        .sends("0s", "temperature", 1)
                        .sends("9s", "temperature", 1)
                        .told())
                .isEmpty();
    }

    @Test
    void zeroHasNoSign() {
        assertThat(holds("value == 0 and flatline(value, 10s)", "0 -0")).isTrue();
    }
}
