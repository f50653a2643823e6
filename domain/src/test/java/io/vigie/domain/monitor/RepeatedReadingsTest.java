package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.monitor.WindowScenario.tumbling;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code time.duplicates}: a reading alike to one of before is neither evaluated, nor in a window, nor late. */
class RepeatedReadingsTest {

    private static final Rule[] RULES = {
        rule("three-times")
                .metric("v")
                .raise(MAJOR, when("value > 10").times(3))
                .build(),
        rule("three-in-minute")
                .metric("v")
                .raise(MINOR, when("value > 10").times(3).within(duration("1m")))
                .build(),
        rule("jump").metric("v").raise(WARNING, when("delta(value) > 5")).build(),
        rule("sum").metric("v").raise(WARNING, when("sum(value, 1h) > 30")).build(),
    };

    private static TimePolicy once(String outOfOrder, String duplicates) {
        return new TimePolicy(duration(outOfOrder), duration("1m"), duration("5m"))
                .duplicates(Option.some(duration(duplicates)));
    }

    private static Scenario thrice(TimePolicy time) {
        return Scenario.under(time, RULES)
                .receives("0s", "0s v 1")
                .receives("20s", "20s v 12")
                .receives("20s", "20s v 12")
                .restarts()
                .receives("21s", "20s v 12")
                .receives("40s", "40s v 1")
                .endsAt("40s");
    }

    @Test
    void areNotEvaluated() {
        Scenario scenario = thrice(once("0s", "1h"));
        assertThat(scenario.told()).containsExactly("20s raised warning", "40s cleared warning");
        assertThat(scenario.arrivals())
                .containsExactly(Arrival.ON_TIME, Arrival.ON_TIME, Arrival.REPEATED, Arrival.REPEATED, Arrival.ON_TIME);
        assertThat(thrice(once("5s", "1h")).told()).isEqualTo(scenario.told());
    }

    @Test
    void areEvaluatedWhereNobodySaysSo() {
        assertThat(thrice(TimePolicy.DEFAULT).told())
                .contains("20s three-times raised major", "20s three-in-minute raised minor", "20s sum raised warning");
    }

    private static List<Arrival> after(String first, String second) {
        Scenario scenario = Scenario.under(once("0s", "1h"), RULES).receives("0s", "0s pressure 2, " + first);
        return scenario.receives("10s", second).arrivals().subList(2, 3);
    }

    @Test
    void areAlikeInMetricEventTimeAndValue() {
        assertThat(after("5s v 12", "5s v 12")).containsExactly(Arrival.REPEATED);
        assertThat(after("5s v 0", "5s v -0.0")).containsExactly(Arrival.REPEATED);
        assertThat(after("5s v 12", "5s v 13")).containsExactly(Arrival.ON_TIME);
        assertThat(after("5s v 12", "6s v 12")).containsExactly(Arrival.ON_TIME);
        assertThat(after("5s v 12", "5s w 12")).containsExactly(Arrival.ON_TIME);
    }

    @Test
    void mayBeOfMetricsThatNobodyReads() {
        assertThat(after("5s noise 12", "5s noise 12")).containsExactly(Arrival.REPEATED);
    }

    @Test
    void areAlikeToOneAboveTheLargestEventTimeLessTheSpan() {
        assertThat(Scenario.under(once("10m", "1m"), RULES)
                        .receives("0s", "0s v 1, 1ms v 1")
                        .receives("1m", "1m v 1")
                        .receives("1m", "0s v 1, 1ms v 1")
                        .arrivals())
                .containsExactly(Arrival.ON_TIME, Arrival.ON_TIME, Arrival.ON_TIME, Arrival.ON_TIME, Arrival.REPEATED);
    }

    @Test
    void areNotLate() {
        assertThat(Scenario.under(once("0s", "1h"), RULES)
                        .receives("0s", "0s v 1, 30s v 2")
                        .receives("30s", "0s v 1, 0s v 3")
                        .arrivals())
                .containsExactly(Arrival.ON_TIME, Arrival.ON_TIME, Arrival.REPEATED, Arrival.LATE);
    }

    @Test
    void mayBeAlikeToOneThatWasLate() {
        assertThat(Scenario.under(once("0s", "1h"), RULES)
                        .receives("30s", "30s v 2")
                        .receives("31s", "10s v 1")
                        .restarts()
                        .receives("32s", "10s v 1")
                        .arrivals())
                .containsExactly(Arrival.ON_TIME, Arrival.LATE, Arrival.REPEATED);
    }

    @Test
    void areInNoWindow() {
        WindowScenario scenario = WindowScenario.under(once("20s", "1h"), tumbling("1m", "count"))
                .sends("10s", 5)
                .sends("10s", 5)
                .sends("40s", 5)
                .sends("10s", 5)
                .endsAt("1m");
        assertThat(scenario.told()).containsExactly("fixed temperature 0s..1m count=2");
    }

    @Test
    void areNotThoseOfAnotherDevice() {
        FleetMonitor fleet =
                new FleetMonitor(rules(RULES), TimePolicy.DEFAULT.duplicates(Option.some(Duration.ofHours(1))));
        assertThat(List.of("a", "b"))
                .allMatch(device -> Messages.send(fleet.newDevice(new DeviceId(device), transition -> {}), "v", 1, 0)
                        == Arrival.ON_TIME);
    }
}
