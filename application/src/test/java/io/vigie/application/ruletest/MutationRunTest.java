package io.vigie.application.ruletest;

import static io.vigie.application.ruletest.TestFile.values;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.ruletest.mutation.Mutant;
import io.vigie.application.ruletest.mutation.MutationReport;
import io.vigie.application.ruletest.mutation.Mutations;
import io.vigie.domain.rule.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutationRunTest {

    private static final Rule HIGH =
            rule("high").metric("m").raise(CRITICAL, when("value > 80")).build();

    @Test
    void limitsAreNudgedByAHundredthAndTheirOperatorsMadeLooserOrStricter() {
        assertThat(changes(HIGH))
                .containsExactly(
                        "value > 80 -> value > 80.8",
                        "value > 80 -> value > 79.2",
                        "value > 80 -> value >= 80",
                        "severity: critical -> severity: major");
    }

    @Test
    void durationsAreNudgedByATenthAndCountsByOne() {
        Rule rule = rule("r")
                .metric("m")
                .raise(MINOR, when("value == 0").heldFor(Duration.ofSeconds(30)))
                .raise(MINOR, when("value == 0").times(3).within(Duration.ofMillis(5)))
                .raise(MINOR, silentFor(Duration.ofMinutes(10)))
                .raise(MINOR, when("value == 1").holds(Duration.ofSeconds(40)))
                .raise(MINOR, when("value == 1").until("value == 2", Duration.ofSeconds(50)))
                .clearAfter(Duration.ofMinutes(1))
                .build();
        assertThat(changes(rule))
                .contains("for: 30s -> for: 33s", "for: 30s -> for: 27s")
                .contains("times: 3 -> times: 4", "times: 3 -> times: 2")
                .contains("within: 5ms -> within: 6ms", "within: 5ms -> within: 4ms")
                .contains("silent: 10m -> silent: 11m", "silent: 10m -> silent: 9m")
                .contains("holds: 40s -> holds: 44s", "holds: 40s -> holds: 36s")
                .contains("until.for: 50s -> until.for: 55s", "until.for: 50s -> until.for: 45s")
                .contains("until value == 2 -> until value == 2.02")
                .contains("clear.for: 1m -> clear.for: 66s", "clear.for: 1m -> clear.for: 54s")
                .contains("value == 0 -> value == 0.01", "value == 0 -> value != 0");
    }

    @Test
    void allElseOfAnEntryStaysWhereOneThingIsChanged() {
        Rule rule = rule("r")
                .metric("m")
                .raise(MINOR, when("value > 1").holds(Duration.ofSeconds(40)).keepingUndefined())
                .raise(MINOR, when("value > 1").until("value < 0", Duration.ofSeconds(50)))
                .build();
        assertThat(Mutations.of(rule).flatMap(mutant -> mutant.rule().raise()).map(Object::toString))
                .allMatch(entry ->
                        entry.matches(".* holds \\d+s undefined keep") || entry.matches(".* until .* for \\d+s"));
    }

    @Test
    void conditionsAreChangedOneThingAtATime() {
        Rule rule = rule("r")
                .metric("m")
                .raise(
                        MINOR,
                        when("mean(value, 10s) > 2 and not count(other, 1m) < 3")
                                .until("value between 1 and 2"))
                .build();
        assertThat(changes(rule))
                .containsExactly(
                        "mean(value, 10s) > 2 -> mean(value, 11s) > 2",
                        "mean(value, 10s) > 2 -> mean(value, 9s) > 2",
                        "mean(value, 10s) > 2 -> mean(value, 10s) > 2.02",
                        "mean(value, 10s) > 2 -> mean(value, 10s) > 1.98",
                        "mean(value, 10s) > 2 -> mean(value, 10s) >= 2",
                        "count(other, 1m) < 3 -> count(other, 66s) < 3",
                        "count(other, 1m) < 3 -> count(other, 54s) < 3",
                        "count(other, 1m) < 3 -> count(other, 1m) < 4",
                        "count(other, 1m) < 3 -> count(other, 1m) < 2",
                        "count(other, 1m) < 3 -> count(other, 1m) <= 3",
                        "mean(value, 10s) > 2 and not count(other, 1m) < 3"
                                + " -> mean(value, 10s) > 2 or not count(other, 1m) < 3",
                        "until value between 1 and 2 -> until value between 1.01 and 2",
                        "until value between 1 and 2 -> until value between 0.99 and 2",
                        "until value between 1 and 2 -> until value between 1 and 2.02",
                        "until value between 1 and 2 -> until value between 1 and 1.98",
                        "severity: minor -> severity: warning",
                        "severity: minor -> severity: major");
    }

    @Test
    void conditionsAndCalculationsWithinCallsAreChangedToo() {
        Rule rule = rule("r")
                .metric("m")
                .raise(MINOR, when("if(other > 5, round(value * 2), 0) > 3 and duration(value > 8, 10s) > 4"))
                .raise(MINOR, when("resets(value, 10s) > 2 or round(value * 2) == 6"))
                .build();
        assertThat(changes(rule))
                .contains(
                        "if(other > 5, round(value * 2), 0) > 3 -> if(other > 5.05, round(value * 2), 0) > 3",
                        "if(other > 5, round(value * 2), 0) > 3 -> if(other >= 5, round(value * 2), 0) > 3",
                        "if(other > 5, round(value * 2), 0) > 3 -> if(other > 5, round(value * 2.02), 0) > 3",
                        "if(other > 5, round(value * 2), 0) > 3 -> if(other > 5, round(value * 2), 0.01) > 3",
                        "duration(value > 8, 10s) > 4 -> duration(value > 7.92, 10s) > 4",
                        "duration(value > 8, 10s) > 4 -> duration(value > 8, 11s) > 4",
                        "duration(value > 8, 10s) > 4 -> duration(value > 8, 10s) > 4.04",
                        "resets(value, 10s) > 2 -> resets(value, 10s) > 3",
                        "round(value * 2) == 6 -> round(value * 2.02) == 6",
                        "round(value * 2) == 6 -> round(value * 2) == 7");
    }

    @Test
    void aChangeThatMakesNoValidRuleIsNone() {
        Rule rule = rule("r")
                .metric("m")
                .raise(
                        MINOR,
                        when("percentile(value, 100, 1ms) > ewmean(value, 0.999)")
                                .times(1))
                .build();
        assertThat(changes(rule))
                .containsExactly(
                        "percentile(value, 100, 1ms) > ewmean(value, 0.999)"
                                + " -> percentile(value, 99, 1ms) > ewmean(value, 0.999)",
                        "percentile(value, 100, 1ms) > ewmean(value, 0.999)"
                                + " -> percentile(value, 100, 2ms) > ewmean(value, 0.999)",
                        "percentile(value, 100, 1ms) > ewmean(value, 0.999)"
                                + " -> percentile(value, 100, 1ms) > ewmean(value, 0.98901)",
                        "percentile(value, 100, 1ms) > ewmean(value, 0.999)"
                                + " -> percentile(value, 100, 1ms) >= ewmean(value, 0.999)",
                        "times: 1 -> times: 2",
                        "severity: minor -> severity: warning",
                        "severity: minor -> severity: major");
    }

    @Test
    void whatNoTestNoticesSurvives() {
        TestFile careless = TestFile.of(HIGH).test("far from the limit", values(70, 90), -1, "10 raised");
        assertThat(survivors(careless))
                .containsExactly(
                        "value > 80 -> value > 80.8",
                        "value > 80 -> value > 79.2",
                        "value > 80 -> value >= 80",
                        "severity: critical -> severity: major");
        TestFile better = careless.test("at the limit", values(80, 80.1), -1, "10 raised critical");
        assertThat(survivors(better)).isEmpty();
        MutationReport report = new RuleTestRunner().mutate(better.tests());
        assertThat(report.mutants()).isEqualTo(4);
        assertThat(report.percent()).isEqualTo(100);
    }

    @Test
    void testsThatFailNoticeNothing() {
        TestFile failing = TestFile.of(HIGH).test("wrong", values(80, 80.1), -1, "0 raised critical");
        assertThat(survivors(failing)).hasSize(4);
    }

    @Test
    void theEndOfTheClockIsTheSameForAMutant() {
        Rule slow = rule("slow")
                .metric("m")
                .raise(MINOR, when("value > 80").heldFor(Duration.ofSeconds(30)))
                .build();
        assertThat(survivors(TestFile.of(slow).test("to the second", values(81), 30, "30 raised minor")))
                .doesNotContain("for: 30s -> for: 33s", "for: 30s -> for: 27s");
    }

    private static List<String> changes(Rule rule) {
        return Mutations.of(rule).map(MutationRunTest::text).asJava();
    }

    private static List<String> survivors(TestFile file) {
        return new RuleTestRunner()
                .mutate(file.tests())
                .survivors()
                .map(MutationRunTest::text)
                .asJava();
    }

    private static String text(Mutant mutant) {
        return mutant.before() + " -> " + mutant.after();
    }
}
