package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.AlarmTransition.Deescalated;
import io.vigie.domain.alarm.AlarmTransition.Escalated;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleDraft;
import io.vigie.domain.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeviceAlarmsTest {

    private static RuleDraft hot() {
        return rule("hot").metric("temperature");
    }

    private static Rule hot(EntryDraft entry) {
        return hot().raise(WARNING, entry).build();
    }

    @Nested
    class Severities {

        private final Rule steps = hot().raise(MAJOR, when("value > 80").until("value < 70"))
                .raise(MINOR, when("value > 70").until("value < 60"))
                .raise(WARNING, when("value > 60").until("value < 50"))
                .build();

        @Test
        void everyEntryKeepsItsOwnHysteresis() {
            assertThat(Scenario.of(steps).sends("61 73 64 85 62 56 47").told())
                    .containsExactly(
                            "0s raised warning",
                            "10s escalated minor",
                            "30s escalated major",
                            "40s deescalated minor",
                            "50s deescalated warning",
                            "1m cleared warning");
        }

        @Test
        void theGravestEntryThatHoldsDecidesWhateverTheOrderOfEntries() {
            Rule turned = hot().raise(WARNING, when("value > 60"))
                    .raise(CRITICAL, when("value > 80"))
                    .build();
            assertThat(Scenario.of(turned).sends("90 70 50").told())
                    .containsExactly("0s raised critical", "10s deescalated warning", "20s cleared warning");
        }

        @Test
        void aTransitionSaysWhereItCameFrom() {
            List<AlarmTransition> told = Scenario.of(steps).sends("61 85 62").transitions();
            assertThat(told.get(1))
                    .isInstanceOfSatisfying(
                            Escalated.class, up -> assertThat(up.from()).isEqualTo(WARNING));
            assertThat(told.get(2))
                    .isInstanceOfSatisfying(
                            Deescalated.class, down -> assertThat(down.from()).isEqualTo(MAJOR));
        }

        @Test
        void anAlarmKeepsItsNameUntilItClears() {
            List<AlarmTransition> told = Scenario.of(steps).sends("61 85 47 65").transitions();
            assertThat(told)
                    .extracting(transition -> transition.occasion().alarm())
                    .containsExactly(
                            alarmRaisedAt("0s"), alarmRaisedAt("0s"), alarmRaisedAt("0s"), alarmRaisedAt("30s"));
        }

        private AlarmId alarmRaisedAt(String sinceStart) {
            return AlarmId.of(steps.id(), Scenario.BOILER, Microseconds.instant(Scenario.at(sinceStart)));
        }

        @Test
        void anEntryEndsWhereUntilIsTrueAndItsConditionIsNot() {
            Rule overlapping = hot(when("value > 60").until("value < 100"));
            assertThat(Scenario.of(overlapping).sends("61 61 60").told())
                    .containsExactly("0s raised warning", "20s cleared warning");
        }

        @Test
        void anUntilThatIsUndefinedEndsNothing() {
            Rule other = hot(when("value > 60").until("pressure < 1"));
            assertThat(Scenario.of(other)
                            .sends("61 50")
                            .sends("30s", "pressure", 0)
                            .told())
                    .containsExactly("0s raised warning", "30s cleared warning");
        }

        @Test
        void aTransitionCarriesTheReadingThatCausedIt() {
            Rule both = rule("both")
                    .raise(MINOR, when("temperature > 60 and pressure < 2"))
                    .build();
            AlarmTransition.Occasion raised =
                    Scenario.of(both).sends("61").sends("5s", "pressure", 1).last();
            assertThat(raised.metric().name()).isEqualTo("pressure");
            assertThat(raised.value()).isEqualTo(1);
            assertThat(raised.unit()).contains("celsius");
        }

        @Test
        void theAlarmOfARuleOnTrialIsMarked() {
            Rule trial = hot().raise(MINOR, when("value > 60")).shadow().build();
            assertThat(Scenario.of(trial).sends("61").last().shadow()).isTrue();
        }

        @Test
        void theMessageIsFilledIn() {
            Rule talking = hot().raise(MINOR, when("value > 60"))
                    .message("{severity} {rule}: {metric} of {device} at {value} {unit} since {time}")
                    .build();
            assertThat(Scenario.of(talking).sends("61.5").last().message())
                    .isEqualTo("minor hot: temperature of boiler-1 at 61.5 celsius since 2026-01-01T00:00:00Z");
        }
    }

    @Nested
    class HeldFor {

        private final Rule held = hot(when("value > 80").heldFor(duration("30s")));

        @Test
        void holdsAtAReadingAtTheDeadlineItself() {
            Scenario scenario = Scenario.of(held).sends("81 82 83 84");
            assertThat(scenario.told()).containsExactly("30s raised warning");
            assertThat(scenario.last().value()).isEqualTo(84);
            assertThat(scenario.last().explanation().deadline()).isEmpty();
        }

        @Test
        void holdsAtItsDeadlineWhenTheNextReadingIsBeyondAndSaysSo() {
            Scenario scenario = Scenario.of(held).every("20s").sends("81 82 70");
            assertThat(scenario.told()).containsExactly("30s raised warning", "40s cleared warning");
            AlarmTransition.Occasion raised = scenario.transitions().get(0).occasion();
            assertThat(raised.value()).isEqualTo(82);
            assertThat(raised.explanation().deadline().get().kind()).isEqualTo("for");
        }

        @Test
        void holdsAtItsDeadlineWhenTheClockIsBeyond() {
            assertThat(Scenario.of(held).sends("81").clockAt("30s").told()).isEmpty();
            assertThat(Scenario.of(held).sends("81").clockAt("31s").told()).containsExactly("30s raised warning");
        }

        @Test
        void isEndedByAReadingAtTheDeadlineItself() {
            assertThat(Scenario.of(held).sends("81 82 83 80").endsAt("10m").told())
                    .isEmpty();
        }

        @Test
        void startsAgainAfterOneMiss() {
            assertThat(Scenario.of(held).sends("81 81 80 81 81 81 81").told()).containsExactly("1m raised warning");
        }

        @Test
        void goesOnWhileTheConditionDoes() {
            assertThat(Scenario.of(held).sends("81x8 80").told())
                    .containsExactly("30s raised warning", "80s cleared warning");
        }

        @Test
        void isEndedByAConditionThatBecomesUndefined() {
            Rule ratio = hot(when("value / pressure > 1").heldFor(duration("30s")));
            assertThat(Scenario.of(ratio)
                            .sends("0s", "pressure", 1)
                            .sends("1s", "temperature", 5)
                            .sends("2s", "pressure", 0)
                            .endsAt("10m")
                            .told())
                    .isEmpty();
        }

        @Test
        void ofNoTimeHoldsAtOnce() {
            assertThat(Scenario.of(hot(when("value > 80").heldFor(duration("0s"))))
                            .sends("81")
                            .told())
                    .containsExactly("0s raised warning");
        }

        @Test
        void countsMilliseconds() {
            assertThat(Scenario.of(hot(when("value > 80").heldFor(duration("500ms"))))
                            .sends("81")
                            .clockAt("1s")
                            .told())
                    .containsExactly("500ms raised warning");
        }

        @Test
        void holdsOnUntilItsUntilThoughTheRunIsOver() {
            Rule both = hot(when("value > 80").heldFor(duration("10s")).until("value < 75"));
            assertThat(Scenario.of(both).sends("81 81 78 76 74").told())
                    .containsExactly("10s raised warning", "40s cleared warning");
        }
    }

    @Nested
    class Times {

        @Test
        void holdsWhenTheLastOnesWereAllTrue() {
            assertThat(Scenario.of(hot(when("value > 80").times(3)))
                            .sends("81 81 70 81 81 81 81 70")
                            .told())
                    .containsExactly("50s raised warning", "70s cleared warning");
        }

        @Test
        void withinASpanNeedNotFollowOneAnother() {
            assertThat(Scenario.of(hot(when("value > 80").times(2).within(duration("30s"))))
                            .sends("81 70 81 70 70")
                            .told())
                    .containsExactly("20s raised warning", "30s cleared warning");
        }

        @Test
        void withinASpanLeavesOutItsVeryBeginning() {
            Rule twice = hot(when("value > 80").times(2).within(duration("30s")));
            assertThat(Scenario.of(twice)
                            .sends("0s", "temperature", 81)
                            .sends("30s", "temperature", 81)
                            .told())
                    .isEmpty();
            assertThat(Scenario.of(twice)
                            .sends("1ms", "temperature", 81)
                            .sends("30s", "temperature", 81)
                            .told())
                    .containsExactly("30s raised warning");
        }

        @Test
        void areNotCountedWhileTheConditionIsUndefined() {
            assertThat(Scenario.of(hot(when("value - pressure > 0").times(2)))
                            .sends("81 81")
                            .sends("20s", "pressure", 0)
                            .sends("21s", "pressure", 0)
                            .told())
                    .containsExactly("21s raised warning");
        }
    }

    @Nested
    class Silent {

        private final Rule silent = hot(silentFor(duration("10m")));

        @Test
        void fromItsDeadlineUntilTheNextReading() {
            Scenario scenario = Scenario.of(silent).sends("20").sends("11m", "temperature", 21);
            assertThat(scenario.told()).containsExactly("10m raised warning", "11m cleared warning");
            assertThat(scenario.transitions().get(0).occasion().value()).isEqualTo(20);
        }

        @Test
        void notWhereAReadingComesAtTheDeadlineItself() {
            assertThat(Scenario.of(silent)
                            .sends("0s", "temperature", 20)
                            .sends("10m", "temperature", 20)
                            .endsAt("19m")
                            .told())
                    .isEmpty();
        }

        @Test
        void whenTheClockSaysSo() {
            assertThat(Scenario.of(silent).sends("20").clockAt("11m").told()).containsExactly("10m raised warning");
        }

        @Test
        void atTheVeryEnd() {
            assertThat(Scenario.of(silent).sends("20").endsAt("10m").told()).containsExactly("10m raised warning");
        }

        @Test
        void notBeforeTheFirstReading() {
            assertThat(Scenario.of(silent)
                            .clockAt("7d")
                            .sends("1h", "pressure", 1)
                            .endsAt("7d")
                            .told())
                    .isEmpty();
        }

        @Test
        void thoughOtherMetricsGoOn() {
            Rule both = hot().raise(WARNING, silentFor(duration("1m")))
                    .raise(CRITICAL, when("pressure > 9"))
                    .build();
            assertThat(Scenario.of(both)
                            .sends("20")
                            .sends("30s", "pressure", 1)
                            .sends("60s", "pressure", 1)
                            .sends("70s", "pressure", 10)
                            .sends("80s", "pressure", 1)
                            .told())
                    .containsExactly("1m raised warning", "70s escalated critical", "80s deescalated warning");
        }

        @Test
        void onlyOnceForOneSilence() {
            assertThat(Scenario.of(silent)
                            .sends("20")
                            .clockAt("1h")
                            .clockAt("2h")
                            .endsAt("3h")
                            .told())
                    .containsExactly("10m raised warning");
        }
    }

    @Nested
    class ClearFor {

        private final Rule slow = hot().raise(MAJOR, when("value > 90"))
                .raise(WARNING, when("value > 80"))
                .clearAfter(duration("1m"))
                .build();

        @Test
        void clearsWhenNoEntryHasHeldForSoLong() {
            Scenario scenario = Scenario.of(slow).sends("81 70x9");
            assertThat(scenario.told()).containsExactly("0s raised warning", "70s cleared warning");
            assertThat(scenario.last().explanation().deadline().get().kind()).isEqualTo("clear");
        }

        @Test
        void carriesTheLastReadingBefore() {
            assertThat(Scenario.of(slow)
                            .sends("81 70 71 72")
                            .endsAt("10m")
                            .last()
                            .value())
                    .isEqualTo(72);
        }

        @Test
        void anEntryThatHoldsAgainContinuesTheAlarm() {
            Scenario scenario = Scenario.of(slow).sends("81 70 70 81 70").endsAt("10m");
            assertThat(scenario.told()).containsExactly("0s raised warning", "100s cleared warning");
            assertThat(scenario.last().explanation().before().raisedAt()).contains(Scenario.START);
        }

        @Test
        void anEntryThatHoldsAtTheVeryEndContinuesTheAlarm() {
            assertThat(Scenario.of(slow)
                            .sends("81 70")
                            .sends("70s", "temperature", 81)
                            .told())
                    .containsExactly("0s raised warning");
        }

        @Test
        void theAlarmKeepsItsLastSeverityAndAnotherEntryChangesIt() {
            assertThat(Scenario.of(slow).sends("91 70 81 70 91").told())
                    .containsExactly("0s raised major", "20s deescalated warning", "40s escalated major");
        }

        @Test
        void comesAfterAnEntryOfTheSameInstant() {
            Rule same = hot().raise(MAJOR, when("value > 80"))
                    .raise(WARNING, when("value < 75").heldFor(duration("1m")))
                    .clearAfter(duration("1m"))
                    .build();
            assertThat(Scenario.of(same).sends("81 70").endsAt("10m").told())
                    .containsExactly("0s raised major", "70s deescalated warning");
        }
    }

    @Nested
    class Deadlines {

        @Test
        void areTakenInTheirOrderBeforeTheReadingThatIsBeyondThem() {
            Rule early = hot(when("value > 80").heldFor(duration("20s")));
            Rule late = rule("still")
                    .metric("temperature")
                    .raise(MINOR, silentFor(duration("30s")))
                    .build();
            assertThat(Scenario.of(late, early)
                            .sends("81")
                            .sends("60s", "temperature", 70)
                            .told())
                    .containsExactly(
                            "20s hot raised warning",
                            "30s still raised minor",
                            "1m still cleared minor",
                            "1m hot cleared warning");
        }

        @Test
        void ofOneRuleAtOneInstantMakeOneTransition() {
            Rule both = hot().raise(WARNING, when("value > 80").heldFor(duration("30s")))
                    .raise(CRITICAL, silentFor(duration("30s")))
                    .raise(MINOR, when("value > 70").heldFor(duration("30s")))
                    .build();
            Scenario scenario = Scenario.of(both).sends("81").endsAt("1h");
            assertThat(scenario.told()).containsExactly("30s raised critical");
            assertThat(scenario.last().explanation().deadline().get().kind()).isEqualTo("silent");
        }

        @Test
        void mayFollowFromOneAnother() {
            Rule chain = hot().raise(WARNING, when("value > 80"))
                    .raise(Severity.MINOR, silentFor(duration("10s")))
                    .clearAfter(duration("5s"))
                    .build();
            assertThat(Scenario.of(chain).sends("81 70").endsAt("1h").told())
                    .containsExactly("0s raised warning", "15s cleared warning", "20s raised minor");
        }
    }
}
