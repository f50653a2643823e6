package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.monitor.alarms.TransitionTarget;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReorderingTest {

    private static final Rule HOT =
            rule("hot").metric("temperature").raise(WARNING, when("value > 80")).build();
    private static final Rule HELD = rule("held")
            .metric("temperature")
            .raise(WARNING, when("value > 80").heldFor(duration("30s")))
            .build();
    private static final Rule SILENT = rule("silent")
            .metric("temperature")
            .raise(MAJOR, silentFor(duration("10m")))
            .build();

    @Test
    void aReadingWaitsForItsDevicesWatermarkAndGoesWhenThatReachesIt() {
        Scenario scenario = Scenario.outOfOrder("20s", HOT).sends("81 70");
        assertThat(scenario.told()).isEmpty();
        assertThat(scenario.device().waitingReadings()).isEqualTo(2);
        assertThat(scenario.sends("20s", "temperature", 70).told()).containsExactly("0s raised warning");
        assertThat(scenario.device().waitingReadings()).isEqualTo(2);
    }

    @Test
    void waitingReadingsAreEvaluatedInEventTimeOrder() {
        assertThat(Scenario.outOfOrder("20s", HOT)
                        .sends("10s", "temperature", 70)
                        .sends("5s", "temperature", 81)
                        .sends("20s", "temperature", 82)
                        .sends("0s", "temperature", 60)
                        .endsAt("20s")
                        .told())
                .containsExactly("5s raised warning", "10s cleared warning", "20s raised warning");
    }

    @Test
    void readingsOfOneTimeAreEvaluatedInTheOrderOfTheirArrival() {
        Scenario scenario = Scenario.outOfOrder("20s", HOT);
        for (int i = 0; i < 20; i++) {
            scenario.sends("10s", "temperature", i % 2 == 0 ? 81 + i : i);
        }
        scenario.endsAt("10s");
        assertThat(scenario.transitions())
                .extracting(transition -> transition.occasion().value())
                .containsExactly(
                        81.0, 1.0, 83.0, 3.0, 85.0, 5.0, 87.0, 7.0, 89.0, 9.0, 91.0, 11.0, 93.0, 13.0, 95.0, 15.0, 97.0,
                        17.0, 99.0, 19.0);
    }

    @Test
    void readingsOfOneTimeKeepTheirOrderThroughARestart() {
        assertThat(Scenario.outOfOrder("20s", HOT)
                        .sends("10s", "temperature", 81)
                        .sends("5s", "temperature", 1)
                        .sends("10s", "temperature", 2)
                        .restarts()
                        .sends("10s", "temperature", 83)
                        .endsAt("10s")
                        .told())
                .containsExactly("10s raised warning", "10s cleared warning", "10s raised warning");
    }

    @Test
    void aReadingBelowTheWatermarkIsLateAndNotEvaluated() {
        Scenario scenario = Scenario.outOfOrder("20s", HOT)
                .sends("2m", "temperature", 70)
                .sends("100s", "temperature", 70)
                .sends("99s", "temperature", 81)
                .endsAt("1h");
        assertThat(scenario.arrivals()).containsExactly(Arrival.ON_TIME, Arrival.ON_TIME, Arrival.LATE);
        assertThat(scenario.told()).isEmpty();
    }

    @Test
    void aReadingFurtherBelowTheWatermarkThanThePolicyAllowsIsTooLate() {
        assertThat(Scenario.outOfOrder("20s", HOT)
                        .sends("2m", "temperature", 70)
                        .sends("40s", "temperature", 70)
                        .sends("39s", "temperature", 70)
                        .arrivals())
                .containsExactly(Arrival.ON_TIME, Arrival.LATE, Arrival.TOO_LATE);
    }

    @Test
    void withoutWaitingAReadingOfTheSameTimeIsStillInTime() {
        Scenario scenario = Scenario.of(HOT)
                .sends("10s", "temperature", 70)
                .sends("10s", "temperature", 81)
                .sends("9999ms", "temperature", 70);
        assertThat(scenario.arrivals()).containsExactly(Arrival.ON_TIME, Arrival.ON_TIME, Arrival.LATE);
        assertThat(scenario.told()).containsExactly("10s raised warning");
    }

    @Test
    void aMetricThatNoRuleReadsMovesTheWatermarkToo() {
        Scenario scenario =
                Scenario.outOfOrder("20s", HOT).sends("0s", "temperature", 81).sends("20s", "humidity", 50);
        assertThat(scenario.told()).containsExactly("0s raised warning");
        assertThat(scenario.device().waitingReadings()).isOne();
    }

    @Test
    void oneDevicesWrongClockIsNothingToAnother() {
        FleetMonitor fleet = new FleetMonitor(Rules.rules(HOT), TimePolicy.DEFAULT);
        List<String> told = new ArrayList<>();
        TransitionTarget target = transition -> told.add(transition.occasion().device() + " " + transition.word());
        MonitoredDevice wrong = fleet.newDevice(new DeviceId("a"), target);
        MonitoredDevice right = fleet.newDevice(new DeviceId("b"), target);
        Messages.send(wrong, "temperature", 70, Scenario.at("3650d"));
        assertThat(Messages.send(right, "temperature", 81, Scenario.at("0s"))).isEqualTo(Arrival.ON_TIME);
        assertThat(told).containsExactly("b raised");
    }

    @Test
    void timesBefore1970Work() {
        List<String> told = new ArrayList<>();
        MonitoredDevice device = new FleetMonitor(Rules.rules(HELD), TimePolicy.DEFAULT)
                .newDevice(
                        new DeviceId("a"),
                        transition -> told.add(transition.occasion().eventTime().toString()));
        Messages.send(device, "temperature", 81, -40_000_000);
        Messages.send(device, "temperature", 81, -1);
        assertThat(told).containsExactly("1969-12-31T23:59:50Z");
    }

    @Test
    void theClockReachesTheDeadlinesThatWaitingReadingsStart() {
        assertThat(Scenario.outOfOrder("20s", HELD).sends("81").clockAt("50s").told())
                .isEmpty();
        assertThat(Scenario.outOfOrder("20s", HELD)
                        .sends("81")
                        .clockAt("50001ms")
                        .told())
                .containsExactly("30s raised warning");
        assertThat(Scenario.outOfOrder("20s", SILENT).sends("20").clockAt("11m").told())
                .containsExactly("10m raised major");
    }

    @Test
    void aClockLeavesReadingsWaitingAsLongAsAnEarlierOneMayCome() {
        Scenario scenario = Scenario.outOfOrder("20s", HOT, HELD)
                .sends("0s", "temperature", 70)
                .sends("10s", "temperature", 81)
                .clockAt("29s");
        assertThat(scenario.device().waitingReadings()).isOne();
        assertThat(scenario.sends("5s", "temperature", 82).endsAt("5m").told())
                .containsExactly("5s hot raised warning", "35s held raised warning");
    }

    @Test
    void theDeviceSaysHowLongItNeedsNoLookingAfter() {
        Scenario scenario = Scenario.outOfOrder("20s", HELD);
        assertThat(scenario.device().quietUntil()).isEqualTo(MonitoredDevice.NEVER);
        scenario.sends("81");
        assertThat(scenario.device().quietUntil()).isEqualTo(Scenario.at("20s"));
        scenario.clockAt("20001ms");
        assertThat(scenario.device().quietUntil()).isEqualTo(Scenario.at("50s"));
        scenario.sends("25s", "temperature", 82);
        assertThat(scenario.device().quietUntil()).isEqualTo(Scenario.at("45s"));
        scenario.clockAt("1m");
        assertThat(scenario.device().quietUntil()).isEqualTo(MonitoredDevice.NEVER);
    }

    @Test
    void whatTheClockFiredIsNotUndoneAndALaterArrivalActsFromItsOwnTimeOn() {
        assertThat(Scenario.outOfOrder("20s", SILENT)
                        .sends("0s", "temperature", 20)
                        .clockAt("11m")
                        .sends("9m", "temperature", 21)
                        .clockAt("20m")
                        .endsAt("21m")
                        .told())
                .containsExactly("10m raised major", "10m cleared major", "19m raised major");
    }

    @Test
    void theFutureBeginsMoreThanThePolicyAllowsAfterArrival() {
        TimePolicy policy = new TimePolicy(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5));
        assertThat(policy.isFuture(15_000_000, 10_000_000)).isFalse();
        assertThat(policy.isFuture(15_000_001, 10_000_000)).isTrue();
    }
}
