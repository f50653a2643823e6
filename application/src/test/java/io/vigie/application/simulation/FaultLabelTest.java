package io.vigie.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each label points at readings that show what it says. */
class FaultLabelTest {

    /** Ten devices, 19 metrics, for about five hours. */
    private static final FleetSpec FLEET = FleetSpec.of(10, 36_000, 21);

    @Test
    void anOverheatingClimbsAndFallsBack() {
        RecordedTelemetry telemetry =
                planned(PlannedFault.of("boiler-1", "temperature", FaultKind.OVERHEATING, hour(), minutes(30), 30));

        Label.Fault label = onlyLabel(telemetry);

        assertThat(label.kind()).isEqualTo(FaultKind.OVERHEATING);
        assertThat(label.complete()).isTrue();
        assertThat(label.start()).isBetween(at(3_600), at(3_612));
        assertThat(label.end()).isBetween(at(5_388), at(5_412));
        double before = mean(telemetry, label.start().minusSeconds(600), label.start());
        double hottest =
                shown(telemetry, label).mapToDouble(FlatMessage::number).max().getAsDouble();
        assertThat(hottest - before).isBetween(26.0, 34.0);
        assertThat(mean(telemetry, label.end().plusSeconds(1), label.end().plusSeconds(600)) - before)
                .isBetween(-4.0, 4.0);
    }

    @Test
    void aSpikeIsOneReading() {
        RecordedTelemetry telemetry =
                planned(PlannedFault.of("boiler-1", "temperature", FaultKind.SPIKE, hour(), Duration.ZERO, 25));

        Label.Fault label = onlyLabel(telemetry);

        assertThat(label.start()).isEqualTo(label.end());
        assertThat(label.readings()).isEqualTo(1);
        double spike = shown(telemetry, label).findFirst().orElseThrow().number();
        assertThat(spike - mean(telemetry, label.start().minusSeconds(100), label.start()))
                .isBetween(21.0, 29.0);
        assertThat(spike
                        - mean(telemetry, label.end().plusMillis(1), label.end().plusSeconds(100)))
                .isBetween(21.0, 29.0);
    }

    @Test
    void aStuckSensorRepeatsItsLastValue() {
        RecordedTelemetry telemetry =
                planned(PlannedFault.of("boiler-1", "temperature", FaultKind.STUCK, hour(), minutes(20), 0));

        Label.Fault label = onlyLabel(telemetry);

        assertThat(label.readings()).isBetween(115, 125);
        assertThat(shown(telemetry, label).map(FlatMessage::value).distinct()).hasSize(1);
        assertThat(shown(telemetry, label).count()).isEqualTo(label.readings());
        assertThat(between(telemetry, label.end().plusMillis(1), label.end().plusSeconds(30))
                        .map(FlatMessage::value))
                .doesNotContain(
                        shown(telemetry, label).findFirst().orElseThrow().value());
    }

    @Test
    void aDriftWalksAwayAndIsRepairedAtAStroke() {
        RecordedTelemetry telemetry =
                planned(PlannedFault.of("boiler-1", "temperature", FaultKind.DRIFT, hour(), minutes(120), -20));

        Label.Fault label = onlyLabel(telemetry);

        double before = mean(telemetry, label.start().minusSeconds(600), label.start());
        Instant middle = label.start().plusSeconds(3_600);
        assertThat(mean(telemetry, middle.minusSeconds(60), middle.plusSeconds(60)) - before)
                .isBetween(-13.0, -7.0);
        assertThat(mean(telemetry, label.end().minusSeconds(60), label.end()) - before)
                .isBetween(-23.0, -16.0);
        assertThat(mean(telemetry, label.end().plusMillis(1), label.end().plusSeconds(120)) - before)
                .isBetween(-4.0, 4.0);
    }

    @Test
    void aSilentDeviceSendsNothing() {
        RecordedTelemetry telemetry = planned(PlannedFault.silence("boiler-1", hour(), minutes(20)));

        Label.Fault label = onlyLabel(telemetry);

        assertThat(label.metric()).isEqualTo(Option.none());
        assertThat(Duration.between(label.start(), label.end())).isBetween(minutes(20), minutes(21));
        java.util.List<Instant> times = telemetry.readings().stream()
                .filter(reading -> reading.device().equals("boiler-1"))
                .map(FlatMessage::time)
                .toList();
        assertThat(times).contains(label.start(), label.end());
        assertThat(times).noneMatch(time -> time.isAfter(label.start()) && time.isBefore(label.end()));
    }

    @Test
    void aSilenceThatTheTelemetryEndsInIsLabelledToItsEnd() {
        RecordedTelemetry telemetry = planned(PlannedFault.silence("boiler-1", hour(), Duration.ofDays(2)));

        Label.Fault label = onlyLabel(telemetry);

        assertThat(label.complete()).isFalse();
        assertThat(label.end())
                .isEqualTo(telemetry.summaries().get(0).lastEventTime().get());
    }

    @Test
    void aShakenDeviceMeasuresMoreOften() {
        RecordedTelemetry telemetry =
                planned(PlannedFault.of("pump-1", "vibration", FaultKind.VIBRATION, hour(), minutes(2), 6));

        Label.Fault label = onlyLabel(telemetry);

        assertThat(label.readings()).isBetween(55, 65);
        assertThat(telemetry.series("pump-1", "vibration").stream()
                        .filter(reading -> !reading.time().isBefore(label.start())
                                && !reading.time().isAfter(label.end())))
                .hasSize(label.readings())
                .allSatisfy(reading -> assertThat(reading.number()).isGreaterThan(4));
    }

    @Test
    void faultsOfOneDeviceFollowOneAnother() {
        RecordedTelemetry telemetry = planned(
                PlannedFault.silence("boiler-1", minutes(70), minutes(10)),
                PlannedFault.of("boiler-1", "temperature", FaultKind.STUCK, hour(), minutes(20), 0));

        assertThat(telemetry.faults().stream().map(Label.Fault::kind))
                .containsExactly(FaultKind.STUCK, FaultKind.SILENCE);
        assertThat(telemetry.faults().get(1).start())
                .isAfterOrEqualTo(telemetry.faults().get(0).end());
    }

    @Test
    void chanceBringsEveryKindOfFaultAndEveryLabelPointsAtItsReadings() {
        RecordedTelemetry telemetry = RecordedTelemetry.of(FleetSpec.of(30, 400_000, 8));

        assertThat(telemetry.faults().stream().map(Label.Fault::kind)).contains(FaultKind.values());
        java.util.Map<String, java.util.List<FlatMessage>> byDevice =
                telemetry.readings().stream().collect(java.util.stream.Collectors.groupingBy(FlatMessage::device));
        for (Label.Fault label : telemetry.faults()) {
            java.util.List<FlatMessage> inside = byDevice.get(label.device()).stream()
                    .filter(reading -> !reading.time().isBefore(label.start())
                            && !reading.time().isAfter(label.end())
                            && label.metric().forAll(reading.metric()::equals))
                    .toList();
            assertThat(label.start()).isBeforeOrEqualTo(label.end());
            if (label.kind() == FaultKind.SILENCE) {
                assertThat(inside)
                        .allMatch(reading -> reading.time().equals(label.start())
                                || reading.time().equals(label.end()));
            } else {
                assertThat(inside).as(label.description()).hasSize(label.readings());
            }
            if (label.kind() == FaultKind.STUCK) {
                assertThat(inside.stream().map(FlatMessage::value).distinct()).hasSize(1);
            }
        }
    }

    private static RecordedTelemetry planned(PlannedFault... faults) {
        return RecordedTelemetry.of(FLEET.withFaults(new FaultPlan.Known(List.of(faults))));
    }

    private static Label.Fault onlyLabel(RecordedTelemetry telemetry) {
        assertThat(telemetry.faults()).hasSize(1);
        return telemetry.faults().get(0);
    }

    private static java.util.stream.Stream<FlatMessage> shown(RecordedTelemetry telemetry, Label.Fault label) {
        return between(telemetry, label.start(), label.end().plusMillis(1));
    }

    /** The temperatures of the first boiler in {@code [from, to)}. */
    private static java.util.stream.Stream<FlatMessage> between(RecordedTelemetry telemetry, Instant from, Instant to) {
        return telemetry.series("boiler-1", "temperature").stream()
                .filter(reading ->
                        !reading.time().isBefore(from) && reading.time().isBefore(to));
    }

    private static double mean(RecordedTelemetry telemetry, Instant from, Instant to) {
        return between(telemetry, from, to)
                .mapToDouble(FlatMessage::number)
                .average()
                .getAsDouble();
    }

    private static Duration hour() {
        return Duration.ofHours(1);
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    private static Instant at(long seconds) {
        return FLEET.start().plusSeconds(seconds);
    }
}
