package io.vigie.bootstrap.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.simulation.FaultKind;
import io.vigie.application.simulation.FlatMessage;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.application.simulation.Label;
import io.vigie.application.simulation.RecordedTelemetry;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.Arrival;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.reading.DeviceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo's rules find the demo's faults, each of them, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoFleetTest {

    private final RecordedTelemetry telemetry = RecordedTelemetry.of(FleetSpec.demo());
    private final List<AlarmTransition> transitions = new ArrayList<>();

    @BeforeAll
    void runTheRules(@TempDir Path directory) throws IOException {
        for (String file : List.of("pipeline.yaml", "rules.yaml")) {
            try (InputStream resource =
                    TelemetryDirectory.class.getResourceAsStream("/io/vigie/bootstrap/demo/" + file)) {
                Files.copy(Objects.requireNonNull(resource, file), directory.resolve(file));
            }
        }
        PipelinePlan plan = new PipelineFiles(name -> Option.none())
                .load(directory.resolve("pipeline.yaml"))
                .getOrElseThrow(problems -> new AssertionError(problems.mkString("\n")));
        FleetMonitor fleet = new FleetMonitor(plan.rules(), plan.time());
        Map<String, MonitoredDevice> devices = new HashMap<>();
        long latest = Long.MIN_VALUE;
        for (FlatMessage reading : telemetry.readings()) {
            MonitoredDevice device = devices.computeIfAbsent(
                    reading.device(), name -> fleet.newDevice(new DeviceId(name), transitions::add));
            long time = reading.time().toEpochMilli() * 1_000;
            latest = Math.max(latest, time);
            device.begin(time);
            assertThat(device.take(device.metric(reading.metric()), reading.number(), reading.unit(), time))
                    .isEqualTo(Arrival.ON_TIME);
            device.end();
        }
        long clock = latest;
        devices.values().forEach(device -> device.advanceClock(clock));
    }

    @Test
    void itIsFortyDevicesForADayAndAHalf() {
        Instant end = telemetry.summaries().get(0).lastEventTime().get();

        assertThat(telemetry.readings().stream().map(FlatMessage::device).distinct())
                .hasSize(40);
        assertThat(end).isBetween(Instant.parse("2026-01-02T08:00:00Z"), Instant.parse("2026-01-02T16:00:00Z"));
    }

    @Test
    void eachRuleFindsItsFaultAndNothingElse() {
        assertThat(transitions.stream()
                        .filter(AlarmTransition.Raised.class::isInstance)
                        .map(raised -> raised.occasion().rule() + " "
                                + raised.occasion().device()))
                .containsExactlyInAnyOrder(
                        "boiler-overheat boiler-3",
                        "boiler-overheat boiler-7",
                        "boiler-pressure-low boiler-5",
                        "pump-pressure-low pump-4",
                        "shaking pump-2",
                        "shaking fan-2",
                        "chiller-warm chiller-1",
                        "chiller-works-in-vain chiller-1",
                        "tank-low tank-1",
                        "room-implausible climate-1",
                        "meter-silent meter-3",
                        "room-silent climate-4");
    }

    @Test
    void everyFaultIsFoundWhileItLasts() {
        assertThat(telemetry.faults()).hasSize(11);
        for (Label.Fault fault : telemetry.faults()) {
            assertThat(fault.complete()).as(fault.description()).isTrue();
            assertThat(transitions)
                    .as("%s from %s to %s", fault.description(), fault.start(), fault.end())
                    .anyMatch(transition -> transition instanceof AlarmTransition.Raised raised
                            && raised.occasion().device().value().equals(fault.device())
                            && !raised.occasion().eventTime().isBefore(fault.start())
                            && !raised.occasion().eventTime().isAfter(fault.end()));
        }
    }

    @Test
    void everyAlarmIsClearedInTheEnd() {
        assertThat(transitions.stream().filter(AlarmTransition.Cleared.class::isInstance))
                .hasSize(12);
    }

    @Test
    void alarmsEscalateAndDeescalateOnTheWay() {
        assertThat(wordsOf("boiler-overheat", "boiler-3"))
                .containsExactly("raised", "escalated", "deescalated", "cleared");
        assertThat(wordsOf("boiler-overheat", "boiler-7")).containsExactly("raised", "cleared");
        assertThat(wordsOf("pump-pressure-low", "pump-4")).startsWith("raised", "escalated");
        assertThat(wordsOf("tank-low", "tank-1")).startsWith("raised", "escalated", "escalated");
    }

    @Test
    void everyKindOfFaultThatPlainLimitsCanFindIsThere() {
        assertThat(telemetry.faults().stream().map(Label.Fault::kind))
                .contains(
                        FaultKind.OVERHEATING,
                        FaultKind.DRIFT,
                        FaultKind.VIBRATION,
                        FaultKind.SPIKE,
                        FaultKind.SILENCE);
    }

    private List<String> wordsOf(String rule, String device) {
        return transitions.stream()
                .filter(transition -> transition.occasion().rule().value().equals(rule)
                        && transition.occasion().device().value().equals(device))
                .map(AlarmTransition::word)
                .toList();
    }
}
