package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.at;
import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.alarm.Explanation;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How entries end: {@code holds}, {@code until} with {@code for}; and what {@code undefined: keep} leaves out. */
class EndingTest {

    private static Rule of(EntryDraft entry) {
        return rule("r").metric("temperature").raise(WARNING, entry).build();
    }

    private static Scenario seen(EntryDraft entry) {
        return Scenario.of(of(entry));
    }

    private static Evidence evidence(String time, double value) {
        return new Evidence(new Metric("temperature"), Microseconds.instant(at(time)), value);
    }

    @Nested
    class Holds {

        private final EntryDraft animal = when("value == 1").holds(duration("10m"));

        @Test
        void goesOnUntilSoLongAfterTheLastReadingOnWhichItWasMet() {
            assertThat(seen(animal).every("5m").sends("1 1").endsAt("2h").told())
                    .containsExactly("0s raised warning", "15m cleared warning");
        }

        @Test
        void isADeadlineOfExactEventTimeThatTheClockFindsOrAReading() {
            Scenario scenario = seen(animal).sends("0s", "temperature", 1);
            assertThat(scenario.clockAt("10m").told()).containsExactly("0s raised warning");
            assertThat(scenario.restarts().clockAt("600001ms").told()).endsWith("10m cleared warning");
            assertThat(seen(animal)
                            .receives("1h", "0s temperature 1, 11m temperature 0")
                            .told())
                    .containsExactly("0s raised warning", "10m cleared warning");
        }

        @Test
        void goesOnWhateverComesBetween() {
            assertThat(seen(animal).every("1m").sends("1 0 0 0 0 0 0 0 0 0 0").told())
                    .as("the reading at 10m is before the deadline of its instant")
                    .containsExactly("0s raised warning");
            assertThat(seen(animal).every("1m").sends("1 0x11").told())
                    .containsExactly("0s raised warning", "10m cleared warning");
        }

        @Test
        void isMetAgainAtTheDeadlinesVeryInstant() {
            assertThat(seen(animal).every("10m").sends("1 1 0").endsAt("2h").told())
                    .containsExactly("0s raised warning", "20m cleared warning");
        }

        @Test
        void goesWithTimes() {
            assertThat(seen(when("value == 1").times(2).holds(duration("1m")))
                            .sends("1 1 0 1 0")
                            .endsAt("1h")
                            .told())
                    .containsExactly("10s raised warning", "70s cleared warning");
            assertThat(seen(when("value == 1").times(2).within(duration("30s")).holds(duration("1m")))
                            .sends("1 0 1 0 0")
                            .endsAt("1h")
                            .told())
                    .containsExactly("20s raised warning", "80s cleared warning");
        }

        @Test
        void comesBeforeTheSpanOfClear() {
            assertThat(Scenario.of(rule("r")
                                    .metric("temperature")
                                    .raise(WARNING, animal)
                                    .clearAfter(duration("5m"))
                                    .build())
                            .sends("0s", "temperature", 1)
                            .endsAt("2h")
                            .told())
                    .containsExactly("0s raised warning", "15m cleared warning");
        }

        @Test
        void isEachEntrysOwn() {
            Rule two = rule("two")
                    .metric("temperature")
                    .raise(MAJOR, when("value > 90").holds(duration("1m")))
                    .raise(MINOR, when("value > 80").holds(duration("5m")))
                    .build();
            assertThat(Scenario.of(two).sends("95 70").endsAt("1h").told())
                    .containsExactly("0s raised major", "1m deescalated minor", "5m cleared minor");
        }

        @Test
        void tellsTheReadingThatItCountsFrom() {
            Explanation why =
                    seen(animal).every("5m").sends("1 1 0").endsAt("2h").last().explanation();
            assertThat(why.deadline().get().kind()).isEqualTo("holds");
            assertThat(why.deadline().get().at()).isEqualTo(Microseconds.instant(at("15m")));
            assertThat(why.readings()).containsExactly(evidence("5m", 1), evidence("10m", 0));
            assertThat(why.entries().head().since()).contains(Microseconds.instant(at("5m")));
            assertThat(why.entries().head().limit()).isEqualTo("warning when value == 1 holds 10m");
        }
    }

    @Nested
    class UntilFor {

        private final EntryDraft hot = when("value > 80").until("value < 75", duration("30s"));

        @Test
        void endsItOnceTheConditionWasTrueForSoLong() {
            assertThat(seen(hot).sends("81 74 74 74").endsAt("1h").told())
                    .containsExactly("0s raised warning", "40s cleared warning");
        }

        @Test
        void isADeadlineThatAQuietDeviceReachesToo() {
            Scenario scenario = seen(hot).sends("81 74");
            assertThat(scenario.clockAt("40s").told()).containsExactly("0s raised warning");
            assertThat(scenario.restarts().clockAt("40001ms").told()).endsWith("40s cleared warning");
            assertThat(scenario.last().explanation().deadline().get().kind()).isEqualTo("until");
        }

        @Test
        void beginsAgainAfterAReadingOnWhichItIsNotTrue() {
            assertThat(seen(hot).sends("81 74 74 76 74").endsAt("1h").told())
                    .containsExactly("0s raised warning", "70s cleared warning");
        }

        @Test
        void beginsAgainAfterAReadingOnWhichItIsUndefined() {
            assertThat(seen(when("value > 80").until("temperature / pressure > 10", duration("30s")))
                            .receives("0s", "0s temperature 81, 0s pressure 1")
                            .receives("20s", "20s pressure 0")
                            .receives("30s", "30s pressure 1, 30s temperature 20")
                            .endsAt("1h")
                            .told())
                    .containsExactly("0s raised warning", "1m cleared warning");
        }

        @Test
        void isEvaluatedFirstAtTheDeadlinesInstant() {
            assertThat(seen(hot).sends("81 74 74 74 76").endsAt("1h").told()).containsExactly("0s raised warning");
            assertThat(seen(hot).sends("81 74 74 74 74").told())
                    .containsExactly("0s raised warning", "40s cleared warning");
        }

        /** {@code until} is true as well while {@code value > 80}. */
        @Nested
        class WhateverTheCondition {

            private final EntryDraft both = when("value > 80").until("value > 0", duration("30s"));

            @Test
            void countsFromTheInstantTheEntryBegins() {
                assertThat(seen(both).sends("81 70").endsAt("1h").told())
                        .containsExactly("0s raised warning", "30s cleared warning");
                assertThat(seen(both).sends("70 70 81 70").endsAt("1h").told())
                        .as("not from a reading before it")
                        .containsExactly("20s raised warning", "50s cleared warning");
            }

            @Test
            void endsOnTheFirstReadingOnWhichTheConditionIsNotTrue() {
                assertThat(seen(both).sends("81x6 70").endsAt("1h").told())
                        .containsExactly("0s raised warning", "1m cleared warning");
            }

            @Test
            void doesNotEndOnAReadingOnWhichUntilIsNotTrue() {
                assertThat(seen(both).sends("81x6 -1 70").endsAt("1h").told())
                        .as("the count begins again at 70s")
                        .containsExactly("0s raised warning", "100s cleared warning");
            }

            @Test
            void tellsSinceWhen() {
                Explanation why = seen(both).sends("81 70").endsAt("1h").last().explanation();
                assertThat(why.entries().head().endingSince()).contains(Microseconds.instant(at("0s")));
                assertThat(seen(both)
                                .sends("70 81")
                                .last()
                                .explanation()
                                .entries()
                                .head()
                                .endingSince())
                        .contains(Microseconds.instant(at("10s")));
            }
        }

        @Test
        void countsFromADeadlineWithWhichTheEntryBeginsAsTheLastReadingHadIt() {
            EntryDraft held = when("value > 80").heldFor(duration("30s")).until("value < 100", duration("1m"));
            assertThat(seen(held)
                            .sends("81")
                            .clockAt("31s")
                            .sends("40s", "temperature", 70)
                            .endsAt("1h")
                            .told())
                    .containsExactly("30s raised warning", "90s cleared warning");
            EntryDraft silent = silentFor(duration("1m")).until("value > 50", duration("2m"));
            assertThat(seen(silent)
                            .sends("60")
                            .clockAt("61s")
                            .sends("90s", "temperature", 60)
                            .clockAt("181s")
                            .told())
                    .as("silent from 1m to 90s; it holds until 1m and 2m, where it is silent again")
                    .containsExactly("1m raised warning");
            assertThat(seen(silent)
                            .sends("60")
                            .clockAt("61s")
                            .sends("150s", "temperature", 60)
                            .clockAt("181s")
                            .told())
                    .containsExactly("1m raised warning", "3m cleared warning");
        }

        @Test
        void ofNoTimeIsThePlainUntil() {
            assertThat(seen(when("value > 80").until("value < 75", duration("0s")))
                            .sends("81 76 74")
                            .told())
                    .isEqualTo(seen(when("value > 80").until("value < 75"))
                            .sends("81 76 74")
                            .told())
                    .containsExactly("0s raised warning", "20s cleared warning");
        }
    }

    /** The pressure is unknown, or 0, where the condition is to be undefined. */
    @Nested
    class UndefinedKeep {

        private Scenario pressures(EntryDraft entry, double... pressures) {
            Scenario scenario = seen(entry).receives("0s", "0s temperature 100");
            for (int i = 0; i < pressures.length; i++) {
                scenario.receives((i + 1) + "0s", (i + 1) + "0s pressure " + pressures[i]);
            }
            return scenario;
        }

        @Test
        void leavesAConditionAsItWas() {
            EntryDraft high = when("temperature / pressure > 50");
            assertThat(pressures(high, 1, 0, 4).told()).containsExactly("10s raised warning", "20s cleared warning");
            assertThat(pressures(high.keepingUndefined(), 1, 0, 4).told())
                    .containsExactly("10s raised warning", "30s cleared warning");
            assertThat(pressures(high.keepingUndefined(), 4, 0, 4).told()).isEmpty();
        }

        @Test
        void breaksNoRun() {
            EntryDraft held = when("temperature / pressure > 50").heldFor(duration("20s"));
            assertThat(pressures(held, 1, 0, 1).told()).isEmpty();
            assertThat(pressures(held.keepingUndefined(), 1, 0, 1).told()).containsExactly("30s raised warning");
            assertThat(pressures(held.keepingUndefined(), 1, 0).endsAt("1h").told())
                    .as("and its deadline is found")
                    .containsExactly("30s raised warning");
        }

        @Test
        void isNotCounted() {
            EntryDraft twice = when("temperature / pressure > 50").times(2);
            assertThat(pressures(twice, 1, 0, 1).told()).isEmpty();
            assertThat(pressures(twice.keepingUndefined(), 1, 0, 1).told()).containsExactly("30s raised warning");
            EntryDraft within = when("temperature / pressure > 50").times(2).within(duration("20s"));
            assertThat(pressures(within, 1, 1, 0, 0, 0).told())
                    .containsExactly("20s raised warning", "30s cleared warning");
            assertThat(pressures(within.keepingUndefined(), 1, 1, 0, 0, 0).told())
                    .containsExactly("20s raised warning");
        }

        @Test
        void isNotSeenByUntil() {
            EntryDraft ending = when("temperature / pressure > 50").until("pressure == 0");
            assertThat(pressures(ending, 1, 4, 0).told()).containsExactly("10s raised warning", "30s cleared warning");
            assertThat(pressures(ending.keepingUndefined(), 1, 4, 0).told()).containsExactly("10s raised warning");
        }

        @Test
        void neitherEndsNorBeginsTheCountOfUntil() {
            EntryDraft ending = when("temperature / pressure > 50")
                    .until("pressure > 3", duration("30s"))
                    .keepingUndefined();
            assertThat(pressures(ending, 1, 4, 0).endsAt("1h").told())
                    .containsExactly("10s raised warning", "50s cleared warning");
        }

        @Test
        void isNotSeenByHolds() {
            EntryDraft holding =
                    when("temperature / pressure > 50").holds(duration("1m")).keepingUndefined();
            assertThat(pressures(holding, 1, 0).endsAt("1h").told())
                    .containsExactly("10s raised warning", "70s cleared warning");
        }

        @Test
        void isEachEntrysOwn() {
            Rule two = rule("two")
                    .raise(MAJOR, when("temperature / pressure > 50").keepingUndefined())
                    .raise(MINOR, when("temperature / pressure > 50"))
                    .build();
            List<String> told = Scenario.of(two)
                    .receives("0s", "0s temperature 100, 0s pressure 1")
                    .receives("10s", "10s pressure 0")
                    .told();
            assertThat(told).containsExactly("0s raised major");
        }
    }
}
