package io.vigie.application.review;

import static io.vigie.application.review.Past.at;
import static io.vigie.application.review.Past.past;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RuleBacktestTest {

    private static Rule hot(double limit) {
        return rule("hot")
                .metric("temperature")
                .raise(Severity.WARNING, when("value > " + limit))
                .build();
    }

    private static BacktestReport backtest(Past past, Rule... rules) {
        return new RuleBacktest(past.history()).backtest(new BacktestOrder(rules(rules), Option.none(), 0));
    }

    private static Seq<String> changes(Past past, Rule before, Rule now) {
        return comparison(past, before, now)
                .changes()
                .map(change -> change.word() + " " + change.alarm().device() + " "
                        + change.differences().mkString(", "));
    }

    private static RuleComparison comparison(Past past, Rule before, Rule now) {
        return new RuleBacktest(past.history())
                .backtest(new BacktestOrder(rules(now), Option.some(rules(before)), 0))
                .comparison()
                .get();
    }

    private static Seq<String> story(BacktestReport report) {
        return report.alarms()
                .flatMap(alarm -> alarm.transitions())
                .map(transition -> transition.occasion().device() + " "
                        + (transition.occasion().eventTime().getEpochSecond() - at(0).getEpochSecond()) + " "
                        + transition.word() + " " + transition.severity().word());
    }

    @Test
    void readingsAreEvaluatedInTheOrderOfTheirEventTimesWhateverTheOrderOfTheirArrival() {
        Past past = past().sendsFrom(30, "a", "temperature", 70).sends("a", "temperature", 70, 90, 90);
        assertThat(story(backtest(past, hot(80)))).containsExactly("a 10 raised warning", "a 30 cleared warning");
    }

    @Test
    void theClockEndsAtTheLatestReadingOfAllDevicesDeadlinesOfThatInstantIncluded() {
        Rule quiet = rule("quiet")
                .metric("temperature")
                .raise(Severity.MAJOR, silentFor(ofSeconds(60)))
                .build();
        Past past = past().sends("a", "temperature", 1)
                .sendsFrom(1, "b", "temperature", 1)
                .sendsFrom(60, "c", "temperature", 1);
        assertThat(story(backtest(past, quiet))).containsExactly("a 60 raised major");
    }

    @Test
    void alarmsAreCountedByRuleDeviceAndDay() {
        BacktestReport report = backtest(
                past().sends("a", "temperature", 90, 70, 90, 70)
                        .sends("b", "temperature", 70, 90)
                        .sendsFrom(86_400, "b", "temperature", 70, 90),
                hot(80),
                rule("cold")
                        .metric("temperature")
                        .raise(Severity.MINOR, when("value < 0"))
                        .build());
        assertThat(report.tally().byRule())
                .containsExactly(io.vavr.Tuple.of(new RuleId("hot"), 4L), io.vavr.Tuple.of(new RuleId("cold"), 0L));
        assertThat(report.tally().byDevice().get(new DeviceId("a"))).contains(2L);
        assertThat(report.tally().byDay())
                .containsExactly(
                        io.vavr.Tuple.of(LocalDate.of(2026, 1, 1), 3L), io.vavr.Tuple.of(LocalDate.of(2026, 1, 2), 1L));
        assertThat(report.tally().transitions("raised")).isEqualTo(4);
        assertThat(report.tally().transitions("cleared")).isEqualTo(3);
        assertThat(report.tally().active()).isEqualTo(1);
    }

    @Test
    void thatNothingDiffersIsSaidWithTheNumberOfAlarms() {
        RuleComparison same = comparison(past().sends("a", "temperature", 90, 70, 90), hot(80), hot(85));
        assertThat(same.changes()).isEmpty();
        assertThat(same.unchanged()).isEqualTo(2);
    }

    @Test
    void anAlarmOfOneRuleBookAloneIsNewOrGone() {
        Past past = past().sends("a", "temperature", 85, 70).sends("b", "temperature", 95, 70);
        assertThat(changes(past, hot(90), hot(80))).containsExactly("new a ");
        assertThat(changes(past, hot(80), hot(90))).containsExactly("gone a ");
    }

    @Test
    void anAlarmThatIsRaisedAtAnotherTimeButOverlapsIsChangedAndNotNewAndGone() {
        Past past = past().sends("a", "temperature", 70, 85, 95, 70);
        assertThat(changes(past, hot(90), hot(80))).containsExactly("changed a raised 10s earlier");
        assertThat(changes(past, hot(80), hot(90))).containsExactly("changed a raised 10s later");
    }

    @Test
    void twoAlarmsInThePlaceOfOneAreOneThatChangedAndOneThatIsNew() {
        Past past = past().sends("a", "temperature", 85, 75, 85, 60);
        assertThat(changes(past, hot(70), hot(80))).containsExactly("changed a cleared 20s earlier", "new a ");
        assertThat(changes(past, hot(80), hot(70))).containsExactly("changed a cleared 20s later", "gone a ");
    }

    @Test
    void anotherWayThroughTheSeveritiesIsAChange() {
        Rule graver = rule("hot")
                .metric("temperature")
                .raise(Severity.CRITICAL, when("value > 90"))
                .raise(Severity.WARNING, when("value > 80"))
                .build();
        Past past = past().sends("a", "temperature", 85, 95, 70);
        assertThat(changes(past, hot(80), graver))
                .containsExactly("changed a severities warning, now warning critical");
    }

    @Test
    void anAlarmThatDoesNotClearAnyMoreIsAChange() {
        Rule lasting = rule("hot")
                .metric("temperature")
                .raise(Severity.WARNING, when("value > 80").until("value < 50"))
                .build();
        Past past = past().sends("a", "temperature", 85, 70);
        assertThat(changes(past, hot(80), lasting)).containsExactly("changed a does not clear any more");
        assertThat(changes(past, lasting, hot(80))).containsExactly("changed a clears, and did not before");
    }

    @Test
    void changesCarryBothSides() {
        AlarmChange change = comparison(past().sends("a", "temperature", 70, 85, 95, 70), hot(90), hot(80))
                .changes()
                .head();
        assertThat(change.before().get().raisedAt()).isEqualTo(at(20));
        assertThat(change.after().get().raisedAt()).isEqualTo(at(10));
    }

    @Test
    void aTimelineHasTheReadingsTheLimitsAndTheAlarmsOfBothRuleBooks() {
        Past past = past().sends("a", "temperature", 70, 85, 95, 70).sends("b", "temperature", 1);
        Seq<MetricTimeline> timelines = new RuleBacktest(past.history())
                .backtest(new BacktestOrder(rules(hot(80)), Option.some(rules(hot(90))), 5))
                .timelines();
        assertThat(timelines).hasSize(1);
        MetricTimeline timeline = timelines.head();
        assertThat(timeline.device()).isEqualTo(new DeviceId("a"));
        assertThat(timeline.points().map(MetricTimeline.Point::value)).containsExactly(70.0, 85.0, 95.0, 70.0);
        assertThat(timeline.limits().map(limit -> limit.value() + " " + limit.before()))
                .containsExactly("80.0 false", "90.0 true");
        assertThat(timeline.alarms().map(alarm -> alarm.raisedAt())).containsExactly(at(10));
        assertThat(timeline.alarmsBefore().map(alarm -> alarm.raisedAt())).containsExactly(at(20));
    }

    @Test
    void aLongSeriesIsDrawnByReadingsThatWereMadeAndKeepsItsExtremes() {
        double[] values = new double[50_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 100;
        }
        values[31_415] = 1_000;
        values[27_182] = -1_000;
        MetricTimeline timeline = new RuleBacktest(
                        past().sends("a", "temperature", values).history())
                .backtest(new BacktestOrder(rules(hot(90)), Option.none(), 1))
                .timelines()
                .head();
        assertThat(timeline.readings()).isEqualTo(50_000);
        assertThat(timeline.points().size()).isLessThanOrEqualTo(2 * MetricTimeline.STRETCHES);
        assertThat(timeline.points())
                .contains(new MetricTimeline.Point(at(314_150), 1_000), new MetricTimeline.Point(at(271_820), -1_000));
        assertThat(timeline.points().map(MetricTimeline.Point::time).toJavaList())
                .isSorted();
    }
}
