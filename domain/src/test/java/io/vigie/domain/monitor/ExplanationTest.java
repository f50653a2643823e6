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

import io.vavr.control.Option;
import io.vigie.domain.alarm.Explanation;
import io.vigie.domain.alarm.Explanation.Calculated;
import io.vigie.domain.alarm.Explanation.Deadline;
import io.vigie.domain.alarm.Explanation.EntryStatus;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.alarm.Explanation.FoundByClock;
import io.vigie.domain.alarm.Explanation.StateBefore;
import io.vigie.domain.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Rule OVERHEAT = rule("overheat")
            .metric("temperature")
            .raise(CRITICAL, when("value > 95"))
            .raise(WARNING, when("value > 80").heldFor(duration("30s")).until("value < 75"))
            .clearAfter(duration("1m"))
            .build();

    private static Instant at(String sinceStart) {
        return Scenario.START.plus(duration(sinceStart));
    }

    private static String readings(Explanation explanation) {
        return explanation
                .readings()
                .map(reading -> Scenario.sinceStart(reading.time()) + " " + reading.metric() + " " + reading.value())
                .mkString(", ");
    }

    @Test
    void namesTheReadingsTheLimitsTheDeadlineAndTheStateBefore() {
        Explanation why =
                Scenario.of(OVERHEAT).sends("70 81 82 83 84 85").last().explanation();
        assertThat(why.entries())
                .containsExactly(
                        new EntryStatus(
                                CRITICAL,
                                "critical when value > 95",
                                false,
                                false,
                                Option.none(),
                                Option.none(),
                                Option.none()),
                        new EntryStatus(
                                WARNING,
                                "warning when value > 80 for 30s until value < 75",
                                false,
                                true,
                                Option.some(at("10s")),
                                Option.none(),
                                Option.none()));
        assertThat(readings(why)).isEqualTo("10s temperature 81.0, 40s temperature 84.0");
        assertThat(why.deadline()).isEmpty();
        assertThat(why.before()).isEqualTo(new StateBefore(Option.none(), Option.none(), Option.none()));
    }

    @Test
    void ofADeadlineNamesItAndTheLastReading() {
        Explanation why = Scenario.of(OVERHEAT).sends("81").clockAt("1m").last().explanation();
        assertThat(why.deadline())
                .contains(new Deadline("for", at("30s"), Option.some(new FoundByClock(at("30s"), Duration.ZERO))));
        assertThat(readings(why)).isEqualTo("0s temperature 81.0");
    }

    @Test
    void ofAChangeTellsTheAlarmBefore() {
        Explanation why = Scenario.of(OVERHEAT).sends("81x4 96").last().explanation();
        assertThat(why.before())
                .isEqualTo(new StateBefore(Option.some(WARNING), Option.some(at("30s")), Option.none()));
        assertThat(why.entries().map(EntryStatus::held)).containsExactly(false, true);
        assertThat(why.entries().map(EntryStatus::holds)).containsExactly(true, true);
    }

    @Test
    void ofAClearingTellsSinceWhenNoEntryHeld() {
        Explanation why =
                Scenario.of(OVERHEAT).sends("81x4 74 73").endsAt("10m").last().explanation();
        assertThat(why.deadline())
                .contains(new Deadline("clear", at("100s"), Option.some(new FoundByClock(at("100s"), Duration.ZERO))));
        assertThat(why.before())
                .isEqualTo(new StateBefore(Option.some(WARNING), Option.some(at("30s")), Option.some(at("40s"))));
        assertThat(readings(why)).isEqualTo("50s temperature 73.0");
    }

    @Test
    void ofASilenceTellsSinceWhen() {
        Rule silent = rule("silent")
                .metric("temperature")
                .raise(MAJOR, silentFor(duration("10m")))
                .build();
        Explanation why = Scenario.of(silent).sends("20 21").endsAt("1h").last().explanation();
        assertThat(why.deadline())
                .contains(new Deadline("silent", at("610s"), Option.some(new FoundByClock(at("610s"), Duration.ZERO))));
        assertThat(why.entries())
                .containsExactly(new EntryStatus(
                        MAJOR, "major silent 10m", false, true, Option.some(at("10s")), Option.none(), Option.none()));
    }

    @Test
    void namesTheReadingsThatWereCounted() {
        Rule burst = rule("burst")
                .metric("temperature")
                .raise(MAJOR, when("value > 4").times(3).within(duration("30s")))
                .build();
        Explanation why = Scenario.of(burst).sends("5 1 6 7 8 1 1").last().explanation();
        assertThat(readings(why)).isEqualTo("30s temperature 7.0, 40s temperature 8.0, 50s temperature 1.0");
        assertThat(why.entries())
                .containsExactly(new EntryStatus(
                        MAJOR,
                        "major when value > 4 times 3 within 30s",
                        true,
                        false,
                        Option.none(),
                        Option.none(),
                        Option.some(2)));
    }

    @Test
    void namesTheReadingsOfARow() {
        Rule row = rule("row")
                .metric("temperature")
                .raise(MAJOR, when("value > 4").times(3))
                .build();
        Explanation why = Scenario.of(row).sends("9 1 5 6 7").last().explanation();
        assertThat(readings(why)).isEqualTo("20s temperature 5.0, 30s temperature 6.0, 40s temperature 7.0");
        assertThat(why.entries().get(0).count()).contains(3);
    }

    @Test
    void namesTheReadingsOfALongRowInTheirOrder() {
        Rule row = rule("row")
                .metric("temperature")
                .raise(MAJOR, when("value > 4").times(6))
                .raise(CRITICAL, when("value > 11"))
                .build();
        assertThat(Scenario.of(row)
                        .sends("5 6 7 8 9 10 11 12")
                        .last()
                        .explanation()
                        .readings()
                        .map(Evidence::value))
                .containsExactly(7.0, 8.0, 9.0, 10.0, 11.0, 12.0);
    }

    @Test
    void namesTheLatestOfEveryMetricThatTheRuleReads() {
        Rule both = rule("both")
                .raise(MINOR, when("temperature > 60 and pressure < 2"))
                .build();
        Explanation why =
                Scenario.of(both).sends("61").sends("5s", "pressure", 1).last().explanation();
        assertThat(readings(why)).isEqualTo("0s temperature 61.0, 5s pressure 1.0");
    }

    @Test
    void saysWhatTheFunctionsCameTo() {
        Rule trend = rule("trend")
                .metric("temperature")
                .raise(
                        MAJOR,
                        when("mean(value, 30s) > 60 or percentile(value, 90, 1m) > 99 or ewzscore(value, 0.1) > 9"))
                .raise(MINOR, when("mean(value, 30s) > 50 and delta(pressure) > 1"))
                .build();
        assertThat(Scenario.of(trend).sends("0 59 61 63").last().explanation().calculated())
                .containsExactly(
                        new Calculated("mean(value, 30s)", Option.some(61.0)),
                        new Calculated("percentile(value, 90, 1m)", Option.some(62.4)),
                        new Calculated("ewzscore(value, 0.1)", Option.none()),
                        new Calculated("delta(pressure)", Option.none()));
    }

    @Test
    void tellsCallsAsTheRuleHasThem() {
        Rule drifting = rule("drifting")
                .metric("temperature")
                .raise(MAJOR, when("abs(ewmean(`oil temperature`, 0.0005)) > 60"))
                .build();
        assertThat(Scenario.of(drifting)
                        .sends("0s", "oil temperature", 61)
                        .last()
                        .explanation()
                        .calculated())
                .containsExactly(new Calculated("ewmean(`oil temperature`, 5e-4)", Option.some(61.0)));
    }

    @Test
    void ofADeadlineSaysWhatTheFunctionsCameToAtTheLastReading() {
        Rule trend = rule("trend")
                .metric("temperature")
                .raise(MAJOR, when("count(value, 30s) == 3").heldFor(duration("5m")))
                .build();
        assertThat(Scenario.of(trend)
                        .sends("1 1 1")
                        .restarts()
                        .clockAt("1h")
                        .last()
                        .explanation()
                        .calculated())
                .containsExactly(new Calculated("count(value, 30s)", Option.some(3.0)));
    }

    @Test
    void namesTheReadingThatAFlatLineBeganWith() {
        Rule flat = rule("flat")
                .metric("temperature")
                .raise(MINOR, when("flatline(value, 20s)"))
                .build();
        assertThat(readings(Scenario.of(flat).sends("1 5 5 5").last().explanation()))
                .isEqualTo("10s temperature 5.0, 30s temperature 5.0");
    }

    private static String readingsOf(String condition, String temperatures) {
        Rule rule =
                rule("r").metric("temperature").raise(MINOR, when(condition)).build();
        return readings(Scenario.of(rule).sends(temperatures).last().explanation());
    }

    @Test
    void namesTheReadingsThatAFunctionHangsOn() {
        assertThat(readingsOf("delta(value) > 3", "1 2 7")).isEqualTo("10s temperature 2.0, 20s temperature 7.0");
        assertThat(readingsOf("previous(value) > 1 and value > 3", "1 2 7"))
                .isEqualTo("10s temperature 2.0, 20s temperature 7.0");
        assertThat(readingsOf("rate(value, 25s) > 1", "1 2 7 45"))
                .isEqualTo("10s temperature 2.0, 30s temperature 45.0");
        assertThat(readingsOf("min(value, 25s) > 2", "1 2 7 3 4"))
                .isEqualTo("30s temperature 3.0, 40s temperature 4.0");
        assertThat(readingsOf("max(value, 25s) < 8", "9 8 1 7 2"))
                .isEqualTo("30s temperature 7.0, 40s temperature 2.0");
        assertThat(readingsOf("integral(value, 25s) > 0.02", "1 2 7 3"))
                .isEqualTo("10s temperature 2.0, 30s temperature 3.0");
    }

    @Test
    void namesTheReadingsThatACounterBeganAnewAt() {
        assertThat(readingsOf("increase(value, 45s) > 13", "1 2 7 0 3 2 9 4 5 20"))
                .isEqualTo("30s temperature 0.0, 40s temperature 3.0, 1m temperature 9.0, 70s temperature 4.0,"
                        + " 80s temperature 5.0");
        assertThat(readingsOf("resets(value, 1m) > 1", "7 1 2 0"))
                .isEqualTo("0s temperature 7.0, 10s temperature 1.0, 20s temperature 2.0, 30s temperature 0.0");
    }

    @Test
    void namesTheLatestOfManyReadingsThatACounterBeganAnewAt() {
        Rule rule = rule("r")
                .metric("temperature")
                .raise(MINOR, when("resets(value, 1d) >= 500"))
                .build();
        Scenario scenario = Scenario.of(rule);
        for (int i = 0; i <= 500; i++) {
            scenario.sends("5 1 2");
        }
        assertThat(scenario.last().explanation().readings()).hasSize(201);
    }

    @Test
    void namesTheReadingBeforeAlsoAfterARestart() {
        Rule jump = rule("jump")
                .metric("temperature")
                .raise(MINOR, when("delta(value) > 3"))
                .build();
        assertThat(readings(Scenario.of(jump)
                        .sends("1 2")
                        .restarts()
                        .sends("20s", "temperature", 7)
                        .last()
                        .explanation()))
                .isEqualTo("10s temperature 2.0, 20s temperature 7.0");
        assertThat(readings(Scenario.of(
                                jump,
                                rule("f")
                                        .metric("pressure")
                                        .raise(MINOR, when("value > 3"))
                                        .build())
                        .sends("1 2 3 9")
                        .restarts()
                        .sends("35s", "temperature", 3)
                        .last()
                        .explanation()))
                .isEqualTo("30s temperature 9.0, 35s temperature 3.0");
    }

    @Test
    void saysForHowLongAConditionWasTrue() {
        Rule rule = rule("r")
                .metric("temperature")
                .raise(MINOR, when("duration(value > 2, 1m) > 15 and least(value, 9) > 1"))
                .build();
        assertThat(Scenario.of(rule).sends("3 3 4").last().explanation().calculated())
                .containsExactly(new Calculated("duration(value > 2, 1m)", Option.some(20.0)));
    }

    @Test
    void namesNoMoreThanTheLatestHundredOfThoseCounted() {
        Rule row = rule("row")
                .metric("temperature")
                .raise(MAJOR, when("value > 4").times(500))
                .build();
        Explanation why = Scenario.of(row).sends("9x500").last().explanation();
        assertThat(why.readings()).hasSize(100);
        assertThat(why.entries().get(0).count()).contains(500);
    }
}
