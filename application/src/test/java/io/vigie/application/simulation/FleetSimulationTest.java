package io.vigie.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vavr.collection.List;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetSimulationTest {

    private static final FleetSpec FLEET = FleetSpec.of(30, 60_000, 42);
    private static final FaultPlan NO_FAULTS = new FaultPlan.Known(List.empty());

    @Test
    void theSameSpecGivesTheSameBytesOnEveryMachine() {
        assertThat(digest(RecordedTelemetry.of(FLEET)))
                .isEqualTo("2de5601230e4c91bd74677520ab2fe8a57b9a264fd6a9694564f802e319db89e");
    }

    @Test
    void anotherSeedGivesOtherReadings() {
        assertThat(digest(RecordedTelemetry.of(FleetSpec.of(30, 1_000, 1))))
                .isNotEqualTo(digest(RecordedTelemetry.of(FleetSpec.of(30, 1_000, 2))));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0.01, 0",
        "1, 1, 0, 0",
        "1, 1, 1, 1",
        "3, 10, 0.25, 3",
        "7, 1000, 0.01, 10",
        "7, 1000, 1, 1000",
        "500, 12345, 0.1, 1235",
        "1000, 200, 0.5, 100"
    })
    void exactlyAsManyMessagesAreWrittenAndExactlyAsManyAreBad(int devices, long readings, double share, long bad) {
        FleetSpec spec = FleetSpec.of(devices, readings, 5).withMalformedShare(share);

        RecordedTelemetry telemetry = RecordedTelemetry.of(spec);

        assertThat(telemetry.messages()).hasSize((int) readings);
        assertThat(telemetry.badMessages()).hasSize((int) bad);
        assertThat(telemetry.readings()).hasSize((int) (readings - bad));
        assertThat(telemetry.badMessages().stream().map(Label.BadMessage::number))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyMessageComesWithTheDeviceThatSentIt() {
        RecordedTelemetry telemetry = RecordedTelemetry.of(FLEET.withMalformedShare(0.2));
        Map<Long, String> bad = telemetry.badMessages().stream()
                .collect(Collectors.toMap(Label.BadMessage::number, Label.BadMessage::device));
        assertThat(bad).isNotEmpty();
        for (int i = 0; i < telemetry.messages().size(); i++) {
            String device = bad.getOrDefault((long) i, "");
            assertThat(telemetry.devices().get(i))
                    .isEqualTo(
                            device.isEmpty()
                                    ? FlatMessage.read(telemetry.messages().get(i))
                                            .device()
                                    : device);
        }
    }

    @Test
    void everyGoodMessageIsAValidReadingWithThreeDecimals() {
        for (FlatMessage reading : RecordedTelemetry.of(FLEET).readings()) {
            assertThat(reading.device()).matches("(boiler|pump|chiller|meter|climate|fan|tank)-[1-9]\\d*");
            assertThat(reading.value()).matches("-?(0|[1-9]\\d*)\\.\\d{3}");
            assertThat(reading.timestamp()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(reading.time()).isAfterOrEqualTo(FLEET.start());
            assertThat(reading.site()).matches("[a-z]+");
        }
    }

    @Test
    void everyBadMessageIsRejectedForItsLabelsReason() {
        FleetSpec spec = FLEET.withMalformedShare(0.2);
        RecordedTelemetry telemetry = RecordedTelemetry.of(spec);

        for (Label.BadMessage label : telemetry.badMessages()) {
            byte[] message = telemetry.messages().get((int) label.number());
            assertThat(catchThrowableOfType(FlatMessage.Rejected.class, () -> FlatMessage.read(message)))
                    .as("%s: %s", label.description(), new String(message, StandardCharsets.ISO_8859_1))
                    .extracting(FlatMessage.Rejected::reason)
                    .isEqualTo(label.reason());
        }
        assertThat(telemetry.badMessages().stream().map(Label.BadMessage::description))
                .as("every way to be bad occurs")
                .containsAll(java.util.Arrays.stream(BadMessage.values())
                        .map(BadMessage::description)
                        .toList());
    }

    @Test
    void noMessageHasALineEnd() {
        for (String line : RecordedTelemetry.of(FLEET.withMalformedShare(0.3)).lines()) {
            assertThat(line).isNotEmpty().doesNotContain("\n", "\r");
        }
    }

    @Test
    void theReadingsDoNotDependOnWhatIsGarbled() {
        FleetSpec whole = FleetSpec.of(20, 8_000, 3).withFaults(NO_FAULTS).withMalformedShare(0);
        FleetSpec garbled = FleetSpec.of(20, 10_000, 3).withFaults(NO_FAULTS).withMalformedShare(0.2);

        assertThat(RecordedTelemetry.of(garbled).readings())
                .isEqualTo(RecordedTelemetry.of(whole).readings());
    }

    private static FleetSpec delayed(double share, Duration most) {
        return new FleetSpec(
                FLEET.devices(),
                FLEET.readings(),
                FLEET.seed(),
                FLEET.start(),
                FLEET.interval(),
                FLEET.malformedShare(),
                share,
                most,
                FLEET.faults());
    }

    @Test
    void messagesComeInTheOrderOfTheirDelivery() {
        assertThat(RecordedTelemetry.of(delayed(0.3, Duration.ofSeconds(30))).deliveries())
                .isSorted();
    }

    @ParameterizedTest
    @CsvSource({"0.02, PT10S", "0.5, PT10S", "0.3, PT2M"})
    void withinADeviceEventTimesGoBackByLessThanTheLongestDelay(double share, Duration most) {
        Map<String, Instant> latest = new HashMap<>();
        long outOfOrder = 0;
        for (FlatMessage reading : RecordedTelemetry.of(delayed(share, most)).readings()) {
            Instant before = latest.getOrDefault(reading.device(), Instant.MIN);
            if (reading.time().isBefore(before)) {
                outOfOrder++;
                assertThat(Duration.between(reading.time(), before)).isLessThan(most);
            } else {
                latest.put(reading.device(), reading.time());
            }
        }
        assertThat(outOfOrder).isPositive();
    }

    @Test
    void withoutDelaysAllIsInOrder() {
        assertThat(RecordedTelemetry.of(delayed(0, Duration.ZERO)).readings().stream()
                        .map(FlatMessage::time)
                        .toList())
                .isSorted();
    }

    @Test
    void theSummaryCountsWhatWasWritten() {
        RecordedTelemetry telemetry = RecordedTelemetry.of(FLEET);

        assertThat(telemetry.summaries()).hasSize(1);
        SimulationSummary summary = telemetry.summaries().get(0);
        java.util.List<FlatMessage> readings = telemetry.readings();
        assertThat(summary.devices()).isEqualTo(30);
        assertThat(summary.messages()).isEqualTo(60_000);
        assertThat(summary.good()).isEqualTo(readings.size());
        assertThat(summary.bad().toJavaMap())
                .isEqualTo(telemetry.badMessages().stream()
                        .collect(Collectors.groupingBy(Label.BadMessage::reason, Collectors.counting())));
        assertThat(summary.faults().toJavaMap())
                .isEqualTo(telemetry.faults().stream()
                        .collect(Collectors.groupingBy(Label.Fault::kind, Collectors.counting())));
        assertThat(summary.withUnknownFields())
                .isPositive()
                .isEqualTo(readings.stream()
                        .filter(reading -> reading.fields() > 6)
                        .count());
        assertThat(summary.firstEventTime().get())
                .isEqualTo(readings.stream()
                        .map(FlatMessage::time)
                        .min(Instant::compareTo)
                        .get());
        assertThat(summary.lastEventTime().get())
                .isEqualTo(readings.stream()
                        .map(FlatMessage::time)
                        .max(Instant::compareTo)
                        .get());
    }

    @Test
    void everyDeviceMeasuresOneToThreeMetricsEveryTenSecondsGiveOrTakeATenth() {
        RecordedTelemetry telemetry = RecordedTelemetry.of(FLEET.withFaults(NO_FAULTS));

        Map<String, java.util.Set<String>> metrics = telemetry.readings().stream()
                .collect(Collectors.groupingBy(
                        FlatMessage::device, Collectors.mapping(FlatMessage::metric, Collectors.toSet())));
        assertThat(metrics).hasSize(30);
        assertThat(metrics.values()).allSatisfy(each -> assertThat(each).hasSizeBetween(1, 3));
        java.util.List<FlatMessage> series = telemetry.series("boiler-1", "temperature");
        for (int i = 1; i < series.size(); i++) {
            assertThat(Duration.between(series.get(i - 1).time(), series.get(i).time()))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        }
    }

    @Test
    void aDayIsSeenInEveryMetric() {
        FleetSpec fourDays = FleetSpec.of(10, 19 * 1_440 * 4, 11)
                .withInterval(Duration.ofMinutes(1))
                .withMalformedShare(0)
                .withFaults(NO_FAULTS);
        Map<String, java.util.List<FlatMessage>> series = RecordedTelemetry.of(fourDays).readings().stream()
                .collect(Collectors.groupingBy(reading -> reading.device() + " " + reading.metric()));

        series.forEach((name, readings) -> {
            double[] hours = new double[96];
            int[] counts = new int[96];
            for (FlatMessage reading : readings) {
                int hour =
                        (int) Duration.between(fourDays.start(), reading.time()).toHours();
                if (hour < 96) {
                    hours[hour] += reading.number();
                    counts[hour]++;
                }
            }
            for (int i = 0; i < 96; i++) {
                hours[i] /= counts[i];
            }
            assertThat(correlation(hours, 24))
                    .as("%s against the day before", name)
                    .isGreaterThan(0.7);
            assertThat(correlation(hours, 12))
                    .as("%s against half a day before", name)
                    .isLessThan(-0.4);
        });
    }

    @Test
    void noiseRemembersItself() {
        FleetSpec calm = FleetSpec.of(1, 2_000, 9).withMalformedShare(0).withFaults(NO_FAULTS);

        double[] twoHours = RecordedTelemetry.of(calm).series("boiler-1", "temperature").stream()
                .mapToDouble(FlatMessage::number)
                .toArray();

        assertThat(correlation(twoHours, 1)).isBetween(0.85, 0.999);
    }

    @Test
    void boilersRunHotterInWinterThanInSummer() {
        FleetSpec winter = FleetSpec.of(100, 50_000, 9).withFaults(NO_FAULTS);

        assertThat(meanOfBoilers(winter) - meanOfBoilers(winter.withStart(Instant.parse("2026-07-20T00:00:00Z"))))
                .isBetween(2.5, 3.5);
    }

    @Test
    void aFleetMayStartAtAnyTime() {
        Instant start = Instant.parse("2028-02-28T23:59:50.500Z");

        assertThat(RecordedTelemetry.of(FleetSpec.of(10, 2_000, 1).withStart(start)).readings().stream()
                        .map(FlatMessage::time)
                        .min(Instant::compareTo)
                        .get())
                .isBetween(start, start.plusSeconds(10));
    }

    @Test
    void faultsAreRefusedForADeviceThatTheFleetHasNot() {
        FleetSpec spec = FleetSpec.of(3, 100, 1)
                .withFaults(new FaultPlan.Known(
                        List.of(PlannedFault.silence("boiler-9", Duration.ZERO, Duration.ofMinutes(1)))));

        assertThatThrownBy(() -> RecordedTelemetry.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("boiler-9")
                .hasMessageContaining("3 devices");
    }

    @Test
    void faultsAreRefusedForAMetricThatTheDeviceDoesNotMeasure() {
        FleetSpec spec = FleetSpec.of(3, 100, 1)
                .withFaults(new FaultPlan.Known(List.of(
                        PlannedFault.of("boiler-1", "vibration", FaultKind.SPIKE, Duration.ZERO, Duration.ZERO, 5))));

        assertThatThrownBy(() -> RecordedTelemetry.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("boiler-1 does not measure vibration, for which a fault is planned;"
                        + " it measures temperature, pressure.");
    }

    private static double meanOfBoilers(FleetSpec spec) {
        return RecordedTelemetry.of(spec).readings().stream()
                .filter(reading -> reading.device().startsWith("boiler")
                        && reading.metric().equals("temperature"))
                .mapToDouble(FlatMessage::number)
                .average()
                .getAsDouble();
    }

    /** The correlation of a series with itself, some steps before. */
    private static double correlation(double[] series, int lag) {
        int size = series.length - lag;
        double meanBefore = 0;
        double meanAfter = 0;
        for (int i = 0; i < size; i++) {
            meanBefore += series[i] / size;
            meanAfter += series[i + lag] / size;
        }
        double both = 0;
        double before = 0;
        double after = 0;
        for (int i = 0; i < size; i++) {
            both += (series[i] - meanBefore) * (series[i + lag] - meanAfter);
            before += (series[i] - meanBefore) * (series[i] - meanBefore);
            after += (series[i + lag] - meanAfter) * (series[i + lag] - meanAfter);
        }
        return both / Math.sqrt(before * after);
    }

    private static String digest(RecordedTelemetry telemetry) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] message : telemetry.messages()) {
                digest.update(message);
                digest.update((byte) '\n');
            }
            for (Label label : telemetry.labels()) {
                digest.update(label.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
