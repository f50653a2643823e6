package io.vigie.application.review;

import static io.vigie.application.review.Past.at;
import static io.vigie.application.review.Past.past;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Seq;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import org.junit.jupiter.api.Test;

class AlarmInquiryTest {

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.CRITICAL, when("value > 95"))
            .raise(Severity.WARNING, when("value > 80").heldFor(ofSeconds(30)).until("value < 70"))
            .clearAfter(ofMinutes(1))
            .build();

    private static AlarmStory explain(Past past, Rule rule, int raisedAt) {
        return new AlarmInquiry(past.history())
                .explain(rules(rule), AlarmId.of(rule.id(), new DeviceId("a"), at(raisedAt)))
                .get();
    }

    private static Seq<String> misses(AlarmStory.NearMisses misses) {
        return misses.nearest().map(NearMiss::text);
    }

    /** Every step: its second, its value or none, and where the rule stands. */
    private static Seq<String> steps(AlarmStory story) {
        return story.steps()
                .map(step -> (step.at().getEpochSecond() - at(0).getEpochSecond()) + " "
                        + step.reading()
                                .map(reading -> String.valueOf(reading.value()))
                                .getOrElse("deadline") + ": "
                        + step.standing()
                                .mkString("; ")
                                .replace("2026-01-01T00:", "")
                                .replace("Z", "")
                        + step.transition()
                                .map(transition -> " -> " + transition.word())
                                .getOrElse(""));
    }

    @Test
    void anAlarmThatIsNotRaisedHasNoStory() {
        assertThat(new AlarmInquiry(past().sends("a", "temperature", 99).history())
                        .explain(rules(HOT), new AlarmId("none")))
                .isEmpty();
    }

    @Test
    void theStoryGoesFromTheFirstReadingThatCountsThroughEveryStateToTheClearing() {
        AlarmStory story = explain(
                past().sends("a", "temperature", 60, 81, 82, 83, 84, 99, 75, 65, 60, 60, 60, 60, 60, 60, 60), HOT, 40);
        assertThat(steps(story))
                .containsExactly(
                        "0 60.0: ",
                        "10 81.0: warning pending since 00:10, holds at 00:40 if nothing ends it",
                        "40 84.0: alarm warning since 00:40; warning holds: true since 00:10 -> raised",
                        "50 99.0: alarm critical since 00:40; critical holds; warning holds: true since 00:10"
                                + " -> escalated",
                        "60 75.0: alarm warning since 00:40; warning still holds: its condition is not true, and"
                                + " neither is until value < 70 -> deescalated",
                        "70 65.0: alarm warning since 00:40; no entry holds since 01:10, clears at 02:10",
                        "130 deadline:  -> cleared");
        assertThat(story.steps().get(1).reading().get().count()).isEqualTo(3);
        assertThat(story.steps().get(1).outcomes().map(outcome -> outcome.comparison() + " " + outcome.truth()))
                .containsExactly("value > 95 false", "value > 80 true", "value < 70 false");
        assertThat(story.alarm().transitions()).hasSize(4);
    }

    @Test
    void theStoryTellsWhenAnEntryWillEnd() {
        Rule ending = rule("ending")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > 90").holds(ofSeconds(15)))
                .raise(Severity.WARNING, when("value > 80").until("value < 70", ofSeconds(20)))
                .build();
        assertThat(steps(explain(past().sends("a", "temperature", 60, 91, 75, 65, 65, 65, 65), ending, 10)))
                .containsExactly(
                        "0 60.0: ",
                        "10 91.0: alarm major since 00:10; major holds; warning holds -> raised",
                        "20 75.0: alarm major since 00:10; major still holds: its condition is not true, and it ends at"
                                + " 00:25; warning still holds: its condition is not true, and neither is until"
                                + " value < 70",
                        "25 deadline: alarm warning since 00:10; warning still holds: its condition is not true, and"
                                + " neither is until value < 70 -> deescalated",
                        "30 65.0: alarm warning since 00:10; warning still holds: its condition is not true,"
                                + " until value < 70 is true since 00:30, and it ends at 00:50 if nothing changes that",
                        "50 65.0:  -> cleared");
    }

    @Test
    void aRunThatEndedTooSoonIsANearMiss() {
        AlarmStory story = explain(past().sends("a", "temperature", 81, 82, 60, 60, 81, 82, 83, 84, 60), HOT, 70);
        assertThat(misses(story.before()))
                .singleElement()
                .asString()
                .contains("true since 2026-01-01T00:00:00Z and ended at 2026-01-01T00:00:20Z, after 20s of 30s");
    }

    @Test
    void aValueJustBelowTheLimitIsANearMissUnlessItIsOnItsWayOverIt() {
        Rule plain = rule("hot")
                .metric("temperature")
                .raise(Severity.CRITICAL, when("value > 100"))
                .build();
        AlarmStory story =
                explain(past().sends("a", "temperature", 50, 96, 99, 50, 98, 101, 99, 50, 97, 50), plain, 50);
        assertThat(misses(story.before())).containsExactly("value > 100: at 2026-01-01T00:00:20Z it was 99");
        assertThat(misses(story.after())).containsExactly("value > 100: at 2026-01-01T00:01:20Z it was 97");
    }

    @Test
    void oneTimeTooFewIsANearMiss() {
        Rule often = rule("often")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > 100").times(3))
                .build();
        AlarmStory story = explain(past().sends("a", "temperature", 150, 150, 10, 150, 150, 150), often, 50);
        assertThat(misses(story.before())).singleElement().asString().contains("counted 2 of 3");
    }

    @Test
    void aSilenceThatWasBrokenLateIsANearMiss() {
        Rule quiet = rule("quiet")
                .metric("temperature")
                .raise(Severity.MAJOR, silentFor(ofSeconds(60)))
                .build();
        Past past = past().sends("a", "temperature", 1)
                .sendsFrom(55, "a", "temperature", 1)
                .sendsFrom(200, "a", "temperature", 1);
        AlarmStory story = explain(past, quiet, 115);
        assertThat(misses(story.before())).singleElement().asString().contains("55s of 1m");
        assertThat(steps(story))
                .anySatisfy(step -> assertThat(step).startsWith("115 deadline").endsWith("raised"));
    }

    @Test
    void whatWasMissedBeforeAnEarlierAlarmIsNotToldOfThisOne() {
        AlarmStory story = explain(
                past().sends("a", "temperature", 81, 82, 60, 60, 99, 60, 60, 60, 60, 60, 60, 60, 60, 60, 99, 60),
                HOT,
                140);
        assertThat(story.before().inAll()).isZero();
    }
}
