package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.at;
import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.domain.alarm.Explanation.Deadline;
import io.vigie.domain.alarm.Explanation.FoundByClock;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a device's arrivals make of its alarms: its lag, what the clock finds, what is heard of readings not evaluated. */
class ArrivalsTest {

    private static final Rule SILENT = rule("silent")
            .metric("temperature")
            .raise(MAJOR, silentFor(duration("1m")))
            .build();
    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(CRITICAL, when("value > 50").heldFor(duration("1m")))
            .build();
    private static final Rule OVER =
            rule("over").metric("temperature").raise(MINOR, when("value > 50")).build();

    @Nested
    class TheLag {

        @Test
        void isWhatTheClockMustBeBeyondADeadlineFor() {
            Scenario scenario = Scenario.of(SILENT).receives("10m", "0s temperature 20");
            assertThat(scenario.clockAt("11m").told()).isEmpty();
            assertThat(scenario.clockAt("660001ms").told()).containsExactly("1m raised major");
        }

        @Test
        void isNegativeWhereADevicesClockIsAhead() {
            Scenario scenario = Scenario.of(SILENT).receives("20s", "260s temperature 20");
            assertThat(scenario.clockAt("80s").told()).isEmpty();
            assertThat(scenario.clockAt("80001ms").told()).containsExactly("320s raised major");
        }

        @Test
        void hasOutOfOrderAddedToIt() {
            Scenario scenario = Scenario.outOfOrder("20s", SILENT).receives("5s", "0s temperature 20");
            assertThat(scenario.clockAt("85s").told()).isEmpty();
            assertThat(scenario.clockAt("85001ms").told()).containsExactly("1m raised major");
        }

        @Test
        void isThatOfTheLargestEventTimeAndOfTheLastOfSeveral() {
            Scenario scenario = Scenario.outOfOrder("20s", SILENT)
                    .receives("40s", "30s temperature 20")
                    .receives("44s", "30s temperature 21")
                    .receives("45s", "11s temperature 22");
            assertThat(scenario.clockAt("124s").told()).isEmpty();
            assertThat(scenario.clockAt("124001ms").told()).containsExactly("90s raised major");
        }

        @Test
        void isNotThatOfALateOrARepeatedReading() {
            TimePolicy once = TimePolicy.DEFAULT.duplicates(Option.some(duration("1h")));
            Scenario scenario = Scenario.under(once, OVER, HOT)
                    .receives("1s", "1s temperature 60")
                    .receives("50s", "1s temperature 60")
                    .receives("55s", "0s temperature 20");
            assertThat(scenario.arrivals()).containsExactly(Arrival.ON_TIME, Arrival.REPEATED, Arrival.LATE);
            assertThat(scenario.clockAt("61001ms").told())
                    .containsExactly("1s over raised minor", "61s hot raised critical");
        }

        @Test
        void ofABulkIsTheLargestSoThatItHasTheAgeOfItsOldest() {
            Scenario scenario = Scenario.of(HOT, SILENT)
                    .receives("10m", "0s temperature 60")
                    .receives("10m", "30s temperature 60")
                    .receives("10m", "50s temperature 60");
            assertThat(scenario.clockAt("11m").told()).isEmpty();
            assertThat(scenario.clockAt("660001ms").told()).containsExactly("1m raised critical");
            assertThat(scenario.clockAt("710001ms").told()).endsWith("110s silent raised major");
        }

        @Test
        void ofABulkCountsOnlyWhereItHasTheLargestEventTime() {
            Scenario scenario = Scenario.outOfOrder("1m", SILENT)
                    .receives("60s", "60s temperature 20")
                    .receives("90s", "10s temperature 20, 20s temperature 20");
            assertThat(scenario.clockAt("180001ms").told()).containsExactly("2m raised major");
        }

        @Test
        void isKeptWithTheDevice() {
            Scenario scenario = Scenario.of(SILENT)
                    .receives("10m", "0s temperature 20")
                    .restarts()
                    .receives("10m", "30s temperature 20")
                    .restarts();
            assertThat(scenario.device().quietUntil()).isEqualTo(at("11m") + 30_000_000L);
        }

        @Test
        void isToldWithADeadlineThatTheClockFound() {
            assertThat(Scenario.of(SILENT)
                            .receives("10m", "0s temperature 20")
                            .clockAt("1h")
                            .last()
                            .explanation()
                            .deadline())
                    .contains(new Deadline(
                            "silent",
                            Microseconds.instant(at("1m")),
                            Option.some(new FoundByClock(Microseconds.instant(at("11m")), duration("10m")))));
        }

        @Test
        void isNotToldWithADeadlineThatAReadingFound() {
            assertThat(Scenario.of(HOT)
                            .receives("0s", "0s temperature 60, 61s temperature 60")
                            .last()
                            .explanation()
                            .deadline())
                    .contains(new Deadline("for", Microseconds.instant(at("1m")), Option.none()));
        }
    }

    @Nested
    class AMessage {

        @Test
        void movesTheClockFirstAtTheLagBeforeIt() {
            assertThat(Scenario.of(HOT)
                            .receives("0s", "0s temperature 60")
                            .receives("61s", "30s temperature 20")
                            .told())
                    .containsExactly("1m raised critical", "1m cleared critical");
        }

        @Test
        void thatArrivesAtADeadlinesInstantIsBeforeIt() {
            assertThat(Scenario.of(HOT)
                            .receives("0s", "0s temperature 60")
                            .receives("1m", "30s temperature 20")
                            .endsAt("10m")
                            .told())
                    .isEmpty();
        }

        /** One device sends four minutes ahead once: that is nothing to the alarms of others, nor to its own before it. */
        @Test
        void ofOneDeviceMovesNothingOfAnother() {
            assertThat(Scenario.of(SILENT, HOT)
                            .every("20s")
                            .sends("20 60 20 60 20 60 20 60 20 60 20 60 20 60")
                            .endsAt("265s")
                            .told())
                    .isEmpty();
            assertThat(Scenario.of(SILENT, HOT)
                            .receives("20s", "260s temperature 20")
                            .endsAt("265s")
                            .told())
                    .containsExactly("320s raised major");
        }
    }

    @Nested
    class ByTheClock {

        @Test
        void waitingReadingsAreEvaluatedWithTheDeadlinesInTheirOrder() {
            Scenario scenario = Scenario.outOfOrder("20s", OVER, SILENT)
                    .receives("0s", "0s temperature 60")
                    .receives("10s", "10s temperature 20");
            assertThat(scenario.clockAt("20s").told()).isEmpty();
            assertThat(scenario.clockAt("20001ms").told()).containsExactly("0s raised minor");
            assertThat(scenario.clockAt("10m").told())
                    .containsExactly("0s over raised minor", "10s over cleared minor", "70s silent raised major");
        }

        @Test
        void whatWasReleasedMovesTheWatermark() {
            Scenario scenario = Scenario.outOfOrder("1m", OVER)
                    .receives("100s", "100s temperature 20")
                    .clockAt("160001ms")
                    .restarts()
                    .receives("161s", "99s temperature 60, 100s temperature 60");
            assertThat(scenario.arrivals()).containsExactly(Arrival.ON_TIME, Arrival.LATE, Arrival.ON_TIME);
            assertThat(scenario.told())
                    .as("what comes at the watermark's very instant does not wait")
                    .containsExactly("100s raised minor");
        }

        @Test
        void whatWasFoundStaysAndTheNextTransitionIsNotBeforeIt() {
            Scenario scenario = Scenario.of(SILENT)
                    .receives("0s", "0s temperature 20")
                    .clockAt("61s")
                    .restarts()
                    .receives("70s", "40s temperature 20");
            assertThat(scenario.told()).containsExactly("1m raised major", "1m cleared major");
            assertThat(scenario.clockAt("131s").told())
                    .as("all else counts from the reading's own time")
                    .endsWith("100s raised major");
        }

        @Test
        void twoAlarmsRaisedAtOneInstantHaveTwoNames() {
            Rule jumping = rule("jumping")
                    .metric("temperature")
                    .raise(MAJOR, silentFor(duration("1m")))
                    .raise(MINOR, when("value > 50"))
                    .build();
            Scenario scenario = Scenario.of(jumping)
                    .receives("0s", "0s temperature 20")
                    .clockAt("61s")
                    .receives("61s", "10s temperature 20")
                    .restarts()
                    .receives("61s", "20s temperature 60");
            assertThat(scenario.told()).containsExactly("1m raised major", "1m cleared major", "1m raised minor");
            assertThat(scenario.transitions().get(2).occasion().alarm())
                    .isNotEqualTo(scenario.transitions().get(0).occasion().alarm());
        }

        @Test
        void aRunThatWasFoundLongEnoughLastsUntilItEnds() {
            assertThat(Scenario.of(HOT)
                            .receives("0s", "0s temperature 60")
                            .clockAt("61s")
                            .receives("65s", "40s temperature 60, 50s temperature 60")
                            .told())
                    .containsExactly("1m raised critical");
        }

        @Test
        void aClearingSpanCountsFromTheReadingThatBeganIt() {
            Rule slow = rule("slow")
                    .metric("temperature")
                    .raise(MAJOR, silentFor(duration("1m")))
                    .clearAfter(duration("30s"))
                    .build();
            assertThat(Scenario.of(slow)
                            .receives("0s", "0s temperature 20")
                            .clockAt("61s")
                            .receives("61s", "40s temperature 20")
                            .clockAt("91001ms")
                            .told())
                    .containsExactly("1m raised major", "70s cleared major");
        }

        @Test
        void atTheEndWhatIsDueIsTaken() {
            assertThat(Scenario.outOfOrder("20s", SILENT)
                            .receives("5s", "0s temperature 20")
                            .endsAt("65s")
                            .told())
                    .containsExactly("1m raised major");
            assertThat(Scenario.outOfOrder("20s", SILENT)
                            .receives("5s", "0s temperature 20")
                            .endsAt("64999ms")
                            .told())
                    .isEmpty();
        }
    }

    /** Of a late or a repeated reading. */
    @Nested
    class Heard {

        @Test
        void atItsArrivalLessTheLagADeadlineGoesWithIt() {
            assertThat(heardLateAt("50s").clockAt("110s").told()).isEmpty();
            assertThat(heardLateAt("50s").clockAt("110001ms").told()).containsExactly("100s raised major");
        }

        /** The lag is 10 s. */
        private Scenario heardLateAt(String arrival) {
            return Scenario.of(SILENT).receives("20s", "10s temperature 20").receives(arrival, "9s temperature 20");
        }

        @Test
        void endsASilenceThatWasFoundAndIsToldAsADeadline() {
            Scenario scenario = heardLateAt("95s");
            assertThat(scenario.told()).containsExactly("70s raised major", "85s cleared major");
            assertThat(scenario.last().explanation().deadline())
                    .contains(new Deadline("heard", Microseconds.instant(at("85s")), Option.none()));
            assertThat(scenario.last().value()).isEqualTo(20);
            assertThat(scenario.restarts().clockAt("155001ms").told()).endsWith("145s raised major");
        }

        @Test
        void ofARepeatedReadingIsTheSame() {
            TimePolicy once = TimePolicy.DEFAULT.duplicates(Option.some(duration("1h")));
            assertThat(Scenario.under(once, SILENT)
                            .receives("20s", "10s temperature 20")
                            .receives("95s", "10s temperature 20")
                            .told())
                    .containsExactly("70s raised major", "85s cleared major");
        }

        @Test
        void isNothingToAMetricThatNoRuleWaitsFor() {
            assertThat(Scenario.of(SILENT)
                            .receives("20s", "10s temperature 20, 10s pressure 3")
                            .receives("50s", "9s pressure 3")
                            .clockAt("81s")
                            .told())
                    .containsExactly("70s raised major");
        }

        @Test
        void isForgottenWithTheNextReadingEvaluated() {
            assertThat(Scenario.of(SILENT)
                            .receives("20s", "10s temperature 20")
                            .receives("50s", "9s temperature 20")
                            .receives("50s", "15s temperature 20")
                            .clockAt("10m")
                            .told())
                    .as("its last is 15 s, its lag 35 s")
                    .containsExactly("75s raised major");
        }

        @Test
        void isTheLaterOfTwo() {
            assertThat(Scenario.of(SILENT)
                            .receives("20s", "10s temperature 20")
                            .receives(
                                    "20s", "5s temperature 20, 30s pressure 1, 40s temperature 20, 39s temperature 20")
                            .clockAt("10m")
                            .told())
                    .as("heard at 10 s is before 40 s")
                    .containsExactly("100s raised major");
        }

        @Test
        void leavesTheOtherEntriesAsTheyAre() {
            Rule two = rule("two")
                    .metric("temperature")
                    .raise(MAJOR, silentFor(duration("1m")))
                    .raise(MINOR, when("value > 50"))
                    .build();
            assertThat(Scenario.of(two)
                            .receives("20s", "10s temperature 60")
                            .receives("95s", "9s temperature 20")
                            .told())
                    .containsExactly("10s raised minor", "70s escalated major", "85s deescalated minor");
            assertThat(Scenario.of(two)
                            .receives("20s", "10s temperature 60")
                            .receives("50s", "9s temperature 20")
                            .told())
                    .containsExactly("10s raised minor");
        }

        @Test
        void endsNoSilenceThatGoesOnByItsUntil() {
            Rule plain = rule("plain")
                    .metric("temperature")
                    .raise(MAJOR, silentFor(duration("1m")).until("value > 50"))
                    .build();
            assertThat(Scenario.of(plain)
                            .receives("10s", "10s temperature 60")
                            .receives("80s", "9s temperature 60")
                            .told())
                    .containsExactly("70s raised major");
            Rule lasting = rule("lasting")
                    .metric("temperature")
                    .raise(MAJOR, silentFor(duration("1m")).until("value > 50", duration("30s")))
                    .build();
            assertThat(Scenario.of(lasting)
                            .receives("10s", "10s temperature 60")
                            .receives("80s", "9s temperature 60")
                            .clockAt("100001ms")
                            .told())
                    .containsExactly("70s raised major", "100s cleared major");
            assertThat(Scenario.of(lasting)
                            .receives("10s", "10s temperature 60")
                            .receives("105s", "9s temperature 60")
                            .told())
                    .as("until has lasted by then")
                    .containsExactly("70s raised major", "105s cleared major");
        }

        @Test
        void isThereEvenOfAMetricWithoutAReadingEvaluated() {
            assertThat(Scenario.of(SILENT)
                            .receives("20s", "10s pressure 3")
                            .receives("50s", "9s temperature 20")
                            .clockAt("110001ms")
                            .told())
                    .containsExactly("100s raised major");
        }
    }

    @Test
    void whatADevicesAlarmsAreDoesNotHangOnHowOftenTheClockIsLookedAt() {
        Scenario often = Scenario.of(SILENT, HOT).receives("20s", "10s temperature 60");
        for (int second = 21; second < 300; second++) {
            often.clockAt(second + "s");
        }
        List<String> told = often.receives("300s", "200s temperature 20").told();
        assertThat(told)
                .isEqualTo(Scenario.of(SILENT, HOT)
                        .receives("20s", "10s temperature 60")
                        .receives("300s", "200s temperature 20")
                        .told())
                .hasSize(4);
    }
}
