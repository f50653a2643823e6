package io.vigie.application.ruletest;

import static io.vigie.application.ruletest.TestFile.values;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.ruletest.coverage.Coverage;
import io.vigie.application.ruletest.coverage.CoveragePoint;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private static Rule minor(EntryDraft entry) {
        return rule("r").metric("m").raise(MINOR, entry).build();
    }

    @Test
    void aRuleThatNoReadingReachesIsNotSeenAtAll() {
        Coverage coverage = coverage(minor(when("value > 80")), values(), -1);
        assertThat(unseen(coverage))
                .containsExactly("raised", "cleared", "held", "value > 80 true", "value > 80 false");
        assertThat(coverage.percent()).isZero();
        assertThat(coverage.total()).isEqualTo(5);
    }

    @Test
    void aRuleRaisedAndClearedIsSeenInFull() {
        Coverage coverage = coverage(minor(when("value > 80")), values(81, 70), -1);
        assertThat(unseen(coverage)).isEmpty();
        assertThat(coverage.percent()).isEqualTo(100);
    }

    @Test
    void eachComparisonIsToBeTrueAndFalseWhateverTheWholeComesTo() {
        Coverage coverage = coverage(minor(when("value > 80 or not value < 10")), values(81, 70), -1);
        assertThat(unseen(coverage)).containsExactly("cleared", "value < 10 true");
    }

    @Test
    void soIsEachComparisonWithinACall() {
        Coverage coverage =
                coverage(minor(when("duration(if(value > 80, 1, 0) == 1, 1m) > 15")), values(70, 70, 81), -1);
        assertThat(unseen(coverage))
                .containsExactly("raised", "cleared", "held", "duration(if(value > 80, 1, 0) == 1, 1m) > 15 true");
        assertThat(unseen(coverage(minor(when("duration(value > 80, 1m) > 15")), values(90, 85, 90), -1)))
                .containsExactly("cleared", "value > 80 false");
    }

    @Test
    void whatIsUndefinedIsNeitherTrueNorFalse() {
        Coverage coverage = coverage(minor(when("value > 80 or other > 1")), values(81, 70), -1);
        assertThat(unseen(coverage)).containsExactly("other > 1 true", "other > 1 false");
        assertThat(coverage.undefined().map(CoveragePoint::subject)).containsExactly("other > 1");
    }

    @Test
    void untilIsAskedOnlyWhileItsEntryHoldsByIt() {
        Rule rule = minor(when("value > 80").until("value < 50"));
        assertThat(unseen(coverage(rule, values(40, 81, 90), -1)))
                .containsExactly("cleared", "value < 50 true", "value < 50 false");
        assertThat(unseen(coverage(rule, values(81, 60), -1))).containsExactly("cleared", "value < 50 true");
        assertThat(unseen(coverage(rule, values(81, 60, 40), -1))).isEmpty();
    }

    @Test
    void untilThatIsToLastIsAskedWhileItsEntryHolds() {
        Rule rule = minor(when("value > 80").until("value < 50", HALF_A_MINUTE));
        assertThat(unseen(coverage(rule, values(40), -1)))
                .containsExactly("raised", "cleared", "held", "value > 80 true", "value < 50 true", "value < 50 false");
        assertThat(unseen(coverage(rule, values(81, 90), -1)))
                .containsExactly("cleared", "value > 80 false", "value < 50 true");
        assertThat(unseen(coverage(rule, values(81, 60, 40), 50))).isEmpty();
    }

    @Test
    void anEntryThatHoldsIsSeenToEndByItsDeadline() {
        Rule rule = minor(when("value > 80").holds(HALF_A_MINUTE));
        assertThat(unseen(coverage(rule, values(81, 40), -1))).containsExactly("cleared");
        assertThat(unseen(coverage(rule, values(81, 40), 30))).isEmpty();
    }

    @Test
    void aReadingThatIsNotThereForAnEntryEndsNoWaiting() {
        EntryDraft held = when("10 / value > 1").heldFor(HALF_A_MINUTE);
        assertThat(unseen(coverage(minor(held), values(5, 0, 20), -1)))
                .containsExactly("raised", "cleared", "held", "for: 30s met");
        assertThat(unseen(coverage(minor(held.keepingUndefined()), values(5, 0, 5, 5), -1)))
                .containsExactly("cleared", "10 / value > 1 false", "for: 30s missed");
    }

    @Test
    void forIsToBeMetAndMissed() {
        Rule rule = minor(when("value > 80").heldFor(HALF_A_MINUTE));
        assertThat(unseen(coverage(rule, values(81, 70), -1)))
                .containsExactly("raised", "cleared", "held", "for: 30s met");
        assertThat(unseen(coverage(rule, values(81, 81, 81, 81, 70), -1))).containsExactly("for: 30s missed");
        assertThat(unseen(coverage(rule, values(81, 70, 81), 50))).containsExactly("cleared");
    }

    @Test
    void timesIsToBeMetAndMissed() {
        Rule rule = minor(when("value > 80").times(2));
        assertThat(unseen(coverage(rule, values(81, 81, 70), -1))).containsExactly("times: 2 missed");
        assertThat(unseen(coverage(rule, values(81, 70, 81, 81, 70), -1))).isEmpty();
    }

    @Test
    void timesWithinIsMissedWhenAReadingHasLeftTheSpan() {
        Rule rule = minor(when("value > 80").times(2).within(Duration.ofSeconds(20)));
        assertThat(unseen(coverage(rule, values(81, 81, 70, 70, 70), -1)))
                .containsExactly("times: 2, within: 20s missed");
        assertThat(unseen(coverage(rule, values(81, 70, 70, 81, 81, 70), -1))).isEmpty();
        assertThat(unseen(coverage(rule, values(81, 70, 81), -1)))
                .containsExactly("raised", "cleared", "held", "times: 2, within: 20s met");
    }

    @Test
    void silenceIsMissedByAReadingInTime() {
        Rule rule = minor(silentFor(HALF_A_MINUTE));
        assertThat(unseen(coverage(rule, values(1), 30))).containsExactly("cleared", "silent: 30s missed");
        assertThat(unseen(coverage(rule, values(1, 1), -1)))
                .containsExactly("raised", "cleared", "held", "silent: 30s met");
    }

    @Test
    void clearIsMissedByAnEntryThatHoldsAgain() {
        Rule rule = rule("r")
                .metric("m")
                .raise(MAJOR, when("value > 80"))
                .clearAfter(HALF_A_MINUTE)
                .build();
        assertThat(unseen(coverage(rule, values(81, 70), 40))).containsExactly("clear: { for: 30s } missed");
        assertThat(unseen(coverage(rule, values(81, 70, 81), -1)))
                .containsExactly("cleared", "clear: { for: 30s } met");
    }

    @Test
    void anEntryHiddenByAGraverOneIsSeenToHold() {
        Rule rule = rule("r")
                .metric("m")
                .raise(MAJOR, when("value > 80"))
                .raise(MINOR, when("value > 60"))
                .build();
        assertThat(unseen(coverage(rule, values(81, 50), -1))).isEmpty();
    }

    @Test
    void limitsMetExactlyAreCountedBeside() {
        Coverage coverage = coverage(minor(when("value > 80 or value between 1 and 3")), values(80, 3, 81), -1);
        assertThat(coverage.limits()).isEqualTo(3);
        assertThat(coverage.neverEqual().map(CoveragePoint::subject)).containsExactly("value >= 1");
    }

    @Test
    void coveragesOfTheSameRulesAddUp() {
        Rule rule = minor(when("value > 80"));
        Coverage one = coverage(rule, values(81), -1);
        Coverage other = coverage(rule, values(70), -1);
        assertThat(unseen(one.and(other))).containsExactly("cleared");
    }

    private static Coverage coverage(Rule rule, double[] values, long end) {
        return new RuleTestRunner()
                .test(TestFile.of(rule).test("t", values, end).tests(), outcome -> {})
                .coverage();
    }

    private static List<String> unseen(Coverage coverage) {
        return coverage.unseen()
                .map(point -> (point.subject() + " " + point.kind().word()).strip())
                .asJava();
    }
}
