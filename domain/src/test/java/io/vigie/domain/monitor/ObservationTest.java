package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.domain.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Readings of one message and event time are taken together, and each rule that reads any of them is evaluated once. */
class ObservationTest {

    private static final Rule OVER_POWER =
            rule("over-power").raise(CRITICAL, when("voltage * current > 3000")).build();
    private static final Rule SUSTAINED = rule("sustained")
            .raise(MAJOR, when("voltage * current > 2000").heldFor(duration("5m")))
            .build();
    private static final Rule THREE_IN_A_ROW = rule("three-in-a-row")
            .raise(MINOR, when("voltage * current > 2000").times(3))
            .build();

    /** An inverter of 2300 W and 2400 W by turns, whose voltage and current change together. */
    private static Scenario inverter(Scenario scenario, String format) {
        for (int minute = 0; minute < 8; minute++) {
            int voltage = minute % 2 == 0 ? 230 : 100;
            int current = minute % 2 == 0 ? 10 : 24;
            scenario.receives(minute + "m", String.format(format, minute, voltage, current));
        }
        return scenario;
    }

    @Test
    void noRuleSeesHalfOfAMessageAndTheOrderOfItsFieldsChangesNothing() {
        List<String> told = inverter(
                        Scenario.of(OVER_POWER, SUSTAINED, THREE_IN_A_ROW), "%1$dm voltage %2$d, %1$dm current %3$d")
                .told();
        assertThat(told).containsExactly("2m three-in-a-row raised minor", "5m sustained raised major");
        assertThat(inverter(
                                Scenario.of(OVER_POWER, SUSTAINED, THREE_IN_A_ROW),
                                "%1$dm current %3$d, %1$dm voltage %2$d")
                        .told())
                .isEqualTo(told);
    }

    @Test
    void ofTwoMessagesAreTwoWhereNothingWaits() {
        assertThat(Scenario.of(OVER_POWER)
                        .receives("0s", "0s voltage 100, 0s current 24")
                        .receives("1m", "1m voltage 230")
                        .receives("1m", "1m current 10")
                        .told())
                .containsExactly("1m raised critical", "1m cleared critical");
    }

    @Test
    void ofTwoMessagesAreOneWhereTheyWaitAndAreReleasedTogether() {
        Scenario scenario = Scenario.outOfOrder("10s", OVER_POWER)
                .receives("0s", "0s voltage 100, 0s current 24")
                .receives("1m", "1m voltage 230")
                .restarts()
                .receives("1m", "1m current 10")
                .receives("2m", "2m noise 1");
        assertThat(scenario.told()).isEmpty();
    }

    @Test
    void atTheWatermarksVeryInstantIsAnotherAfterTheMessageThatReleasedIt() {
        assertThat(Scenario.outOfOrder("10s", OVER_POWER)
                        .receives("50s", "50s voltage 100, 50s current 24")
                        .receives("60s", "60s voltage 230")
                        .receives("70s", "70s noise 1")
                        .receives("70s", "60s current 10")
                        .told())
                .containsExactly("1m raised critical", "1m cleared critical");
    }

    @Test
    void ofSeveralTimesInAMessageAreSeveral() {
        assertThat(Scenario.of(THREE_IN_A_ROW)
                        .receives(
                                "1m", "0s voltage 230, 0s current 10, 10s voltage 230, 10s current 10, 20s current 11")
                        .told())
                .containsExactly("20s raised minor");
    }

    @Test
    void isBegunAnewByAMetricThatComesAgain() {
        Rule twice = rule("twice")
                .metric("temperature")
                .raise(MINOR, when("value > 50").times(2))
                .build();
        assertThat(Scenario.of(twice)
                        .receives("0s", "0s temperature 60, 0s temperature 60")
                        .told())
                .containsExactly("0s raised minor");
        assertThat(Scenario.outOfOrder("10s", twice)
                        .receives("0s", "0s temperature 60, 0s temperature 60")
                        .endsAt("1m")
                        .told())
                .containsExactly("0s raised minor");
    }

    /** No rule reads it, and still the readings before it and after it are not together. */
    @Test
    void isBegunAnewByAMetricThatNobodyReads() {
        for (String wait : List.of("0s", "10s")) {
            assertThat(Scenario.outOfOrder(wait, OVER_POWER)
                            .receives("0s", "0s voltage 100, 0s current 24")
                            .receives("1m", "1m noise 1, 1m voltage 230, 1m noise 2, 1m current 10")
                            .endsAt("2m")
                            .told())
                    .as(wait)
                    .containsExactly("1m raised critical", "1m cleared critical");
        }
    }

    @Test
    void isNotBegunAnewByARepeatedReading() {
        assertThat(Scenario.under(TimePolicy.DEFAULT.duplicates(Option.some(duration("1h"))), OVER_POWER)
                        .receives("0s", "0s voltage 100, 0s current 24")
                        .receives("1m", "1m noise 1, 1m voltage 230, 1m noise 1, 1m current 10")
                        .told())
                .isEmpty();
    }

    @Test
    void comesAfterTheDeadlinesBeforeItAndBeforeThoseOfItsInstant() {
        assertThat(Scenario.of(SUSTAINED)
                        .receives("0s", "0s voltage 230, 0s current 10")
                        .receives("5m", "5m voltage 100, 5m current 10")
                        .endsAt("1h")
                        .told())
                .isEmpty();
        assertThat(Scenario.of(SUSTAINED)
                        .receives("0s", "0s voltage 230, 0s current 10")
                        .receives("301s", "301s voltage 100, 301s current 10")
                        .told())
                .containsExactly("5m raised major", "301s cleared major");
    }

    /** Each is raised on an observation of all three metrics. */
    @Nested
    class ATransitionsMetric {

        private String of(Rule rule) {
            Scenario scenario = Scenario.of(rule).receives("0s", "0s pressure 1, 0s humidity 2, 0s temperature 3");
            return scenario.last().metric() + " " + scenario.last().value();
        }

        @Test
        void isTheRulesOwnWhereItIsInTheObservation() {
            assertThat(of(rule("own")
                            .metric("temperature")
                            .raise(MINOR, when("humidity > 0 and value > 0 and pressure > 0"))
                            .build()))
                    .isEqualTo("temperature 3.0");
        }

        @Test
        void isElseTheOneThatStandsFirstInTheRule() {
            assertThat(of(rule("first")
                            .raise(MINOR, when("humidity > 0 and temperature > 0 and pressure > 0"))
                            .build()))
                    .isEqualTo("humidity 2.0");
            assertThat(of(rule("when-before-until")
                            .raise(MINOR, when("temperature > 0").until("pressure > 5"))
                            .raise(MINOR, when("humidity > 0"))
                            .build()))
                    .isEqualTo("temperature 3.0");
            assertThat(of(rule("of-those-that-are-there")
                            .metric("power")
                            .raise(MINOR, when("value > 9 or noise > 9 or pressure > 0 or humidity > 0"))
                            .build()))
                    .isEqualTo("pressure 1.0");
        }

        @Test
        void ofADeadlineIsThatOfTheObservationEvaluatedLast() {
            Rule silent = rule("silent")
                    .metric("temperature")
                    .raise(MAJOR, silentFor(duration("1m")))
                    .raise(MINOR, when("pressure > 9"))
                    .build();
            Scenario scenario = Scenario.of(silent)
                    .receives("0s", "0s temperature 3, 0s pressure 1")
                    .receives("30s", "30s pressure 2")
                    .receives("40s", "40s noise 7")
                    .clockAt("2m");
            assertThat(scenario.told()).containsExactly("1m raised major");
            assertThat(scenario.last().metric()).hasToString("pressure");
            assertThat(scenario.last().value()).isEqualTo(2);
        }
    }

    @Test
    void raisesAtMostOneTransitionOfARule() {
        Rule both = rule("both")
                .raise(MAJOR, when("voltage > 200"))
                .raise(CRITICAL, when("current > 20"))
                .build();
        assertThat(Scenario.of(both)
                        .receives("0s", "0s voltage 230, 0s current 24")
                        .receives("1m", "1m voltage 100, 1m current 10")
                        .told())
                .containsExactly("0s raised critical", "1m cleared critical");
    }
}
