package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.domain.alarm.AlarmTransition.Occasion;
import io.vigie.domain.alarm.Explanation;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The corners of the specification, worked out by hand; readings are ten seconds apart unless said otherwise. */
class EdgeCasesTest {

    private static Rule ruleOf(EntryDraft entry) {
        return rule("r").metric("temperature").raise(WARNING, entry).build();
    }

    private static Rule ruleOf(String condition) {
        return ruleOf(when(condition));
    }

    /** What is between limits, on them, and passes them. */
    @Nested
    class Limits {

        @ParameterizedTest
        @CsvSource({
            "value > 0, 0 0 0 1 0 0, 30s raised warning;40s cleared warning",
            "value < 0, 0 -0 -1 -0 -1, 20s raised warning;30s cleared warning;40s raised warning",
            "value >= 5, 4 5 6 5 5 4, 10s raised warning;50s cleared warning",
            "value == 5, 5 5 6 5, 0s raised warning;20s cleared warning;30s raised warning",
            "value != 5, 5 5 6 7 5, 20s raised warning;40s cleared warning",
            "abs(value) > 3, 2 -2 -4 4 3 -3, 20s raised warning;40s cleared warning",
            "abs(value) == -3, -3 3, ''",
            "3 >= abs(value), 4 -3 -4, 10s raised warning;20s cleared warning",
            "value between 2 and 4, 1 2 4 5 3, 10s raised warning;30s cleared warning;40s raised warning",
            "not (value > 5 or value < 1), 6 5 1 0, 10s raised warning;30s cleared warning",
            "80 < value, 81 80 81, 0s raised warning;10s cleared warning;20s raised warning",
            "value == value, 1 2, 0s raised warning",
            "value != value, 1 2, ''",
            "0 * pressure == 0, 1 2, ''",
            "not (pressure > 3), 1 2, ''",
            "pressure > 3 or value > 1, 1 2 1, 10s raised warning;20s cleared warning",
        })
        void decide(String condition, String values, String story) {
            assertThat(String.join(
                            ";", Scenario.of(ruleOf(condition)).sends(values).told()))
                    .isEqualTo(story);
        }

        @Test
        void ofManyRulesAreEachTheirOwn() {
            Rule[] rules = new Rule[100];
            for (int i = 0; i < rules.length; i++) {
                rules[i] = rule("above-" + i)
                        .metric("temperature")
                        .raise(WARNING, when("value > " + i))
                        .build();
            }
            assertThat(Scenario.of(rules).sends("2 2.5 1 98.5 99.5").told())
                    .startsWith(
                            "0s above-0 raised warning",
                            "0s above-1 raised warning",
                            "10s above-2 raised warning",
                            "20s above-1 cleared warning",
                            "20s above-2 cleared warning")
                    .endsWith("30s above-98 raised warning", "40s above-99 raised warning")
                    .hasSize(5 + 98 + 1);
        }

        @Test
        void doNotHideThatAnEntryHasHeldAllAlong() {
            Rule steps = rule("r")
                    .metric("temperature")
                    .raise(CRITICAL, when("value > 95"))
                    .raise(WARNING, when("value > 80"))
                    .build();
            Explanation explanation =
                    Scenario.of(steps).sends("81 82 83 96").last().explanation();
            assertThat(explanation.entries())
                    .extracting(Explanation.EntryStatus::held, Explanation.EntryStatus::holds)
                    .containsExactly(tuple(false, true), tuple(true, true));
        }

        @Test
        void areNotPassedByTheOtherMetricsOfADevice() {
            Rule other =
                    rule("p").metric("pressure").raise(MAJOR, when("value > 2")).build();
            assertThat(Scenario.of(ruleOf("value > 80"), other)
                            .sends("81")
                            .sends("1s", "pressure", 3)
                            .sends("2s", "temperature", 82)
                            .sends("3s", "pressure", 1)
                            .sends("4s", "temperature", 80)
                            .told())
                    .containsExactly(
                            "0s r raised warning", "1s p raised major", "3s p cleared major", "4s r cleared warning");
        }
    }

    @Nested
    class OneInstant {

        @Test
        void readingsOfItAreEvaluatedInTheOrderOfTheirArrival() {
            assertThat(Scenario.of(ruleOf("value > 80"))
                            .every("0s")
                            .sends("81 70 82 79")
                            .told())
                    .containsExactly(
                            "0s raised warning", "0s cleared warning", "0s raised warning", "0s cleared warning");
        }

        @Test
        void aRunOfItsFirstReadingIsLongEnoughAtItsLast() {
            Rule held = ruleOf(when("value > 80").heldFor(duration("10s")));
            assertThat(Scenario.of(held)
                            .sends("0s", "temperature", 81)
                            .sends("0s", "temperature", 82)
                            .sends("10s", "temperature", 83)
                            .sends("10s", "temperature", 70)
                            .told())
                    .containsExactly("10s raised warning", "10s cleared warning");
        }

        @Test
        void aRunThatIsBrokenAndBegunAgainInItBeginsThere() {
            Rule held = ruleOf(when("value > 80").heldFor(duration("10s")));
            assertThat(Scenario.of(held)
                            .sends("0s", "temperature", 81)
                            .sends("5s", "temperature", 70)
                            .sends("5s", "temperature", 82)
                            .sends("20s", "temperature", 82)
                            .told())
                    .containsExactly("15s raised warning");
        }

        @Test
        void aReadingOfAnotherMetricAtASilencesDeadlineComesBeforeIt() {
            Rule both = rule("r")
                    .metric("temperature")
                    .raise(MAJOR, when("pressure > 2"))
                    .raise(WARNING, silentFor(duration("10s")))
                    .build();
            Scenario scenario = Scenario.of(both).sends("20").sends("10s", "pressure", 3);
            assertThat(scenario.told()).containsExactly("10s raised major");
            assertThat(scenario.sends("11s", "pressure", 1).told())
                    .containsExactly("10s raised major", "11s deescalated warning");
        }
    }

    @Nested
    class Endings {

        @Test
        void aSilenceEndsAndComesAgain() {
            assertThat(Scenario.of(ruleOf(silentFor(duration("1m"))))
                            .sends("0s", "temperature", 20)
                            .sends("70s", "temperature", 20)
                            .sends("100s", "temperature", 20)
                            .endsAt("10m")
                            .told())
                    .containsExactly("1m raised warning", "70s cleared warning", "160s raised warning");
        }

        @Test
        void aSilenceWithUntilOutlastsTheNextReading() {
            assertThat(Scenario.of(ruleOf(silentFor(duration("1m")).until("value < 10")))
                            .sends("0s", "temperature", 20)
                            .sends("70s", "temperature", 20)
                            .sends("80s", "temperature", 5)
                            .told())
                    .containsExactly("1m raised warning", "80s cleared warning");
        }

        @Test
        void aLesserEntryTakesOverByItsDeadlineWhileTheAlarmWaitsToClear() {
            Rule slow = rule("r")
                    .metric("temperature")
                    .raise(CRITICAL, when("value > 90"))
                    .raise(WARNING, when("value > 80").heldFor(duration("15s")))
                    .clearAfter(duration("1m"))
                    .build();
            Scenario scenario = Scenario.of(slow).sends("70 91 81").endsAt("2m");
            assertThat(scenario.told()).containsExactly("10s raised critical", "25s deescalated warning");
            Occasion deescalated = scenario.last();
            assertThat(deescalated.value()).isEqualTo(81);
            assertThat(deescalated.explanation().deadline().get().kind()).isEqualTo("for");
            assertThat(deescalated.explanation().before().clearingSince()).contains(Scenario.START.plusSeconds(20));
        }

        @Test
        void anAlarmThatHoldsAgainStartsItsWaitToClearAnew() {
            Rule slow = rule("r")
                    .metric("temperature")
                    .raise(WARNING, when("value > 80"))
                    .clearAfter(duration("30s"))
                    .build();
            assertThat(Scenario.of(slow).sends("81 70 70 81 70 70 70 70 70").told())
                    .containsExactly("0s raised warning", "70s cleared warning");
        }

        @Test
        void aDeadlinesMetricAndValueAreThoseOfTheLastReadingOfTheRule() {
            Rule both = rule("r")
                    .metric("temperature")
                    .raise(WARNING, when("value > 80 and pressure < 9").heldFor(duration("1m")))
                    .build();
            Occasion raised = Scenario.of(both)
                    .sends("0s", "pressure", 1)
                    .sends("1s", "temperature", 81)
                    .sends("30s", "pressure", 2)
                    .endsAt("2m")
                    .last();
            assertThat(raised.metric().name()).isEqualTo("pressure");
            assertThat(raised.value()).isEqualTo(2);
            assertThat(raised.eventTime()).isEqualTo(Scenario.START.plusSeconds(61));
            assertThat(raised.explanation().readings())
                    .extracting(evidence -> evidence.metric().name(), evidence -> evidence.value())
                    .contains(tuple("temperature", 81.0), tuple("pressure", 2.0));
        }
    }

    @Nested
    class Functions {

        /** A wave of ten values whose mean is 0, then one more. */
        private static final String TEN = "1 -1 1 -1 1 -1 1 -1 1 -1";

        private List<String> told(String condition, String values) {
            return Scenario.of(ruleOf(condition)).sends(values).told();
        }

        @Test
        void aScoreNeedsTenReadingsBefore() {
            assertThat(told("zscore(value, 1h) > 1", TEN + " 9")).containsExactly("100s raised warning");
            assertThat(told("zscore(value, 1h) > 1", TEN.substring(2) + " 9")).isEmpty();
            assertThat(told("zscore(value, 100s) > 1", TEN + " 9")).isEmpty();
        }

        @Test
        void aWeightedScoreNeedsThirty() {
            assertThat(told("ewzscore(value, 0.1) > 1", TEN + " " + TEN + " " + TEN + " 9"))
                    .containsExactly("5m raised warning");
            assertThat(told("ewzscore(value, 0.1) > 1", TEN + " " + TEN + " " + TEN.substring(2) + " 9"))
                    .isEmpty();
        }

        @Test
        void aRateIsUndefinedBetweenReadingsOfOneTime() {
            assertThat(Scenario.of(ruleOf("rate(value, 1m) > -1"))
                            .every("0s")
                            .sends("1 2 3")
                            .told())
                    .isEmpty();
        }

        @Test
        void aPercentileOfAWholeRankIsTheReadingOfThatRank() {
            assertThat(told("percentile(value, 95, 1h) == 20", "21 20 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1"))
                    .contains("200s raised warning");
        }

        @Test
        void aPercentileOfOneReadingIsIt() {
            assertThat(told("percentile(value, 37, 1s) == value", "5 3 8")).containsExactly("0s raised warning");
        }

        @Test
        void aFlatLineBeginsAtTheReadingThatBroughtTheValue() {
            assertThat(told("flatline(value, 20s)", "1 5 5 5 6 6 6"))
                    .containsExactly("30s raised warning", "40s cleared warning", "1m raised warning");
        }

        @Test
        void aSumHasNoDriftHoweverLongItRuns() {
            assertThat(told("sum(value, 20s) == 1.4", "0.7 1e300 -1e300 0.7 0.7 0.7"))
                    .containsExactly("40s raised warning");
        }

        @Test
        void aConstantThatIsUndefinedIsNeverMet() {
            assertThat(told("value > 1 / 0 or value <= 1 / 0", "1 2")).isEmpty();
        }
    }
}
