package io.vigie.application.ruletest;

import static io.vigie.application.ruletest.TestFile.values;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MINOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.application.ruletest.MissedTransition.EntryStanding;
import io.vigie.application.ruletest.TimelineRow.Verdict;
import io.vigie.domain.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTestRunnerTest {

    private static final Rule HIGH =
            rule("high").metric("m").raise(MINOR, when("value > 80")).build();
    private static final Rule SLOW = rule("slow")
            .metric("m")
            .raise(WARNING, when("value > 80").heldFor(Duration.ofSeconds(30)))
            .build();

    @Test
    void aTestPassesWhenTheTransitionsAreExactlyThoseExpected() {
        TestOutcome outcome =
                only(TestFile.of(HIGH).test("high", values(70, 81, 70), -1, "10 raised minor", "20 cleared minor"));
        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.nearMisses()).isEmpty();
    }

    @Test
    void noTransitionIsAnExpectationToo() {
        assertThat(only(TestFile.of(HIGH).test("low", values(70), -1)).passed()).isTrue();
        assertThat(only(TestFile.of(HIGH).test("not low", values(81), -1)).passed())
                .isFalse();
    }

    @Test
    void whatIsNotGivenIsNotCompared() {
        assertThat(only(TestFile.of(HIGH).test("high", values(81), -1, "0 raised"))
                        .passed())
                .isTrue();
    }

    @Test
    void theOrderOfExpectationsDoesNotCount() {
        TestFile file = TestFile.of(
                HIGH,
                rule("low").metric("m").raise(CRITICAL, when("value > 80")).build());
        assertThat(only(file.test("one order", values(81), -1, "0 raised minor high", "0 raised critical low"))
                        .passed())
                .isTrue();
        assertThat(only(file.test("the other", values(81), -1, "0 raised critical low", "0 raised minor high"))
                        .passed())
                .isTrue();
    }

    @Test
    void whatDiffersIsMissingOrUnexpectedStandsInTheTimeline() {
        TestOutcome outcome = only(TestFile.of(HIGH)
                .test("all", values(81, 70, 81, 70), -1, "0 raised major", "10 cleared", "25 raised", "60 escalated"));
        assertThat(outcome.timeline().rows().map(TimelineRow::verdict))
                .containsExactly(
                        Verdict.DIFFERENT, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNEXPECTED, Verdict.MISSING);
    }

    @Test
    void theClockEndsWhereTheTestSaysAndTakesTheDeadlinesOfThatInstant() {
        TestFile file = TestFile.of(SLOW);
        assertThat(only(file.test("in time", values(81), 30, "30 raised warning"))
                        .passed())
                .isTrue();
        assertThat(only(file.test("too early", values(81), 29)).passed()).isTrue();
        assertThat(only(file.test("at the last reading", values(81, 81), -1)).passed())
                .isTrue();
    }

    @Test
    void aMissingTransitionIsToldWithWhereTheRuleStood() {
        TestOutcome outcome = only(TestFile.of(SLOW).test("too early", values(81, 82, 70), -1, "15 raised warning"));
        MissedTransition miss = outcome.nearMisses().head();
        assertThat(miss.at().get()).isEqualTo("2026-01-01T00:00:10Z");
        assertThat(miss.entries())
                .containsExactly(new EntryStanding("warning when value > 80 for 30s", Option.some("true"), false));
        assertThat(miss.readings().head().value()).isEqualTo(82.0);
    }

    @Test
    void aFailureShowsBothTimelinesAndWhy() {
        TestOutcome outcome =
                only(TestFile.of(HIGH).test("all", values(81, 70), -1, "0 raised major", "50 raised minor"));
        assertThat(TestFailureText.summary(outcome)).isEqualTo("1 different, 1 missing, 1 unexpected");
        assertThat(TestFailureText.of(outcome)).isEqualTo("""
                    expected                                 | actual
                  ! 2026-01-01T00:00:00Z high d raised major | 2026-01-01T00:00:00Z high d raised  minor
                  + (nothing)                                | 2026-01-01T00:00:10Z high d cleared minor m 70
                  - 2026-01-01T00:00:50Z high d raised minor | (nothing)
                  (- missing, + unexpected, ! different)
                  why high of d raised at 2026-01-01T00:00:00Z:
                    minor when value > 80: holds
                    before: no alarm
                    readings: m 81 at 2026-01-01T00:00:00Z
                  why high of d cleared at 2026-01-01T00:00:10Z:
                    minor when value > 80: does not hold
                    before: an alarm, minor
                    readings: m 70 at 2026-01-01T00:00:10Z
                  why high of d was not raised at 2026-01-01T00:00:50Z, where it stood after the reading at 2026-01-01T00:00:10Z:
                    minor when value > 80: the condition is false, the entry does not hold
                    readings: m 70 at 2026-01-01T00:00:10Z""".indent(2).stripTrailing());
    }

    @Test
    void eachOutcomeIsToldAsItsTestEnds() {
        List<TestOutcome> told = new ArrayList<>();
        TestReport report = new RuleTestRunner()
                .test(
                        TestFile.of(HIGH)
                                .test("one", values(81), -1)
                                .test("two", values(70), -1)
                                .tests(),
                        told::add);
        assertThat(told).isEqualTo(report.outcomes().asJava());
        assertThat(told).extracting(TestOutcome::passed).containsExactly(false, true);
        assertThat(report.failed()).isEqualTo(1);
    }

    private static TestOutcome only(TestFile file) {
        return new RuleTestRunner().test(file.tests(), outcome -> {}).outcomes().last();
    }
}
