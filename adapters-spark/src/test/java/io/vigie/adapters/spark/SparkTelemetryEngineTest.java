package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.vavr.collection.HashMap;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.KernelReplay;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkTelemetryEngineTest {

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.CRITICAL, when("value > 95"))
            .raise(Severity.WARNING, when("value > 80").heldFor(ofSeconds(30)).until("value < 75"))
            .clearAfter(ofMinutes(1))
            .message("{device} at {value} {unit}")
            .build();

    private static final Rule SHAKING = rule("shaking")
            .metric("vibration")
            .raise(Severity.MAJOR, when("value > 4").times(3).within(ofSeconds(10)))
            .build();

    private static final Rule STRAINED = rule("strained")
            .devices("device-*")
            .raise(Severity.MINOR, when("mean(temperature, 1m) > 70 and vibration > 3"))
            .build();

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private CollectedRows rows = new CollectedRows();

    @BeforeEach
    void newPipeline() {
        pipeline = TestPipeline.in(directory);
    }

    private List<BatchReport> run() {
        return pipeline.run(List.of(), rows);
    }

    private List<Row> written(Output output) {
        return rows.at(pipeline.directory().resolve(output.word()).toString());
    }

    @Test
    void flatReadingsComeWithAllTheirColumns() {
        Path file = pipeline.file(
                "a.json",
                ofSeconds(5),
                List.of(
                        "{\"deviceId\":\"boiler-7\",\"metric\":\"temperature\",\"value\":81.5,\"unit\":\"celsius\","
                                + "\"timestamp\":\"2026-01-01T00:00:00.010Z\",\"tags\":{\"site\":\"lyon\"},\"extra\":[1]}",
                        flat("boiler-8", "pressure", -0.0, Duration.ZERO)));
        pipeline = pipeline.rules(
                HOT,
                rule("cold")
                        .metric("temperature")
                        .raise(Severity.MINOR, when("value < 90"))
                        .build());

        List<BatchReport> reports = run();

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.readings()).isEqualTo(2);
            assertThat(report.late()).isZero();
            assertThat(report.rejectedInAll()).isZero();
        });
        Row boiler = one("boiler-7");
        assertThat(boiler.<Double>getAs("value")).isEqualTo(81.5);
        assertThat(boiler.<String>getAs("unit")).isEqualTo("celsius");
        assertThat(boiler.<java.sql.Timestamp>getAs("event_time").toInstant())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.010Z"));
        assertThat(boiler.getJavaMap(5)).isEqualTo(Map.of("site", "lyon"));
        assertThat(boiler.getList(6)).isEqualTo(List.of("hot", "cold"));
        assertThat(boiler.<Boolean>getAs("late")).isFalse();
        assertThat(boiler.<String>getAs("rescued")).isEqualTo("{\"extra\":[1]}");
        assertThat(boiler.<String>getAs("source")).endsWith(file.toString());
        assertThat(boiler.<Long>getAs("offset")).isZero();
        assertThat(boiler.<java.sql.Timestamp>getAs("ingested_at").toInstant()).isEqualTo(START.plusSeconds(5));
        assertThat(boiler.<java.sql.Date>getAs("event_date")).hasToString("2026-01-01");
        Row other = one("boiler-8");
        assertThat(other.<String>getAs("unit")).isNull();
        assertThat(other.getList(6)).isEmpty();
        assertThat(other.<String>getAs("rescued")).isNull();
        assertThat(other.<Long>getAs("offset")).isPositive();
    }

    private Row one(String device) {
        return written(Output.READINGS).stream()
                .filter(row -> row.getString(0).equals(device))
                .reduce((one, another) -> {
                    throw new AssertionError("twice: " + one);
                })
                .orElseThrow();
    }

    @Test
    void wideMessagesBecomeAReadingAMetric() {
        pipeline.file(
                "a.json",
                Duration.ZERO,
                List.of(
                        "{\"deviceId\":\"d\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"temperature\":20.5,\"pressure\":3}"));
        pipeline = pipeline.format(PayloadFormat.WIDE);

        run();

        assertThat(written(Output.READINGS))
                .extracting(KernelReplay::reading)
                .containsExactlyInAnyOrder(
                        "d temperature 20.5 2026-01-01T00:00:00Z false", "d pressure 3.0 2026-01-01T00:00:00Z false");
    }

    @Test
    void senMlPacksBecomeAReadingARecord() {
        pipeline.file(
                "a.json",
                Duration.ZERO,
                List.of("[{\"bn\":\"urn:dev:ow:1:\",\"bt\":1767225600,\"n\":\"temp\",\"u\":\"Cel\",\"v\":1},"
                        + "{\"n\":\"hum\",\"u\":\"%RH\",\"v\":2,\"t\":-10}]"));
        pipeline = pipeline.format(PayloadFormat.SENML);

        run();

        assertThat(written(Output.READINGS)).hasSize(2);
        assertThat(written(Output.READINGS)).extracting(row -> row.getDouble(2)).containsExactlyInAnyOrder(1.0, 2.0);
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void badMessagesAreRejectedByteForByteWithTheirPlaceAndGoodOnesAreTaken() throws Exception {
        List<byte[]> bad = List.of(
                bytes("not json"),
                bytes("{\"deviceId\":\"d\"}"),
                bytes("{\"deviceId\":\"d\",\"metric\":\"m\",\"value\":\"x\",\"timestamp\":1767225600000}"),
                bytes("{\"deviceId\":\"d\",\"metric\":\"m\",\"value\":1e400,\"timestamp\":1767225600000}"),
                bytes("{\"deviceId\":\"d\",\"metric\":\"m\",\"value\":NaN,\"timestamp\":1767225600000}"),
                new byte[0],
                new byte[] {0, 1, 2},
                new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF},
                bytes("[".repeat(100_000)),
                bytes("{\"deviceId\":\"d\",\"metric\":\"m\",\"value\":" + "1".repeat(1_001)
                        + ",\"timestamp\":1767225600000}"),
                bytes("\"" + "x".repeat(2 << 20) + "\""));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<Long> offsets = new ArrayList<>();
        for (byte[] message : bad) {
            file.write(bytes(flat("good", "m", 1, Duration.ZERO) + "\r\n"));
            offsets.add((long) file.size());
            file.write(message);
            file.write('\n');
        }
        Path path = pipeline.file("a.json", ofSeconds(3), file.toByteArray());

        List<BatchReport> reports = run();

        assertThat(written(Output.READINGS)).hasSize(bad.size());
        assertThat(written(Output.REJECTED)).hasSize(bad.size());
        assertThat(reports.get(0).rejectedInAll()).isEqualTo(bad.size());
        for (int i = 0; i < bad.size(); i++) {
            long offset = offsets.get(i);
            Row row = written(Output.REJECTED).stream()
                    .filter(rejected -> rejected.getLong(5) == offset)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing rejected at " + offset));
            assertThat(row.<byte[]>getAs("payload")).isEqualTo(bad.get(i));
            assertThat(row.<String>getAs("source")).endsWith(path.toString());
            assertThat(row.<java.sql.Timestamp>getAs("received_at").toInstant()).isEqualTo(START.plusSeconds(3));
            assertThat(row.<String>getAs("detail")).isNotBlank();
        }
        assertThat(written(Output.REJECTED))
                .extracting(row -> row.getString(0))
                .contains("malformed", "missing_field", "wrong_type", "out_of_range", "too_large");
    }

    @Test
    void aByteOrderMarkSpoilsNoMoreThanItsOwnLine() {
        pipeline.file(
                "a.json",
                Duration.ZERO,
                List.of("\uFEFF" + flat("d", "m", 1, Duration.ZERO), flat("d", "m", 2, Duration.ZERO)));

        run();

        assertThat(written(Output.READINGS).size() + written(Output.REJECTED).size())
                .isEqualTo(2);
        assertThat(written(Output.READINGS)).extracting(row -> row.getDouble(2)).contains(2.0);
    }

    @Test
    void lateIsWhatIsBelowItsOwnDevicesWatermarkAlsoAcrossFilesAndBatches() {
        pipeline = pipeline.time(ofSeconds(10), ofMinutes(5), ofMinutes(5)).filesPerBatch(1);
        pipeline.file(
                "1.json",
                ofSeconds(100),
                List.of(
                        flat("a", "m", 1, ofSeconds(100)),
                        flat("a", "m", 2, ofSeconds(90)),
                        flat("a", "m", 3, ofSeconds(89)),
                        flat("b", "m", 4, ofSeconds(10))));
        pipeline.file(
                "2.json", ofSeconds(101), List.of(flat("a", "m", 5, ofSeconds(80)), flat("b", "m", 6, ofSeconds(9))));
        pipeline.file(
                "3.json", ofSeconds(102), List.of(flat("a", "m", 7, ofSeconds(95)), flat("b", "m", 8, ofSeconds(-1))));

        List<BatchReport> reports = run();

        assertThat(reports).hasSize(3);
        assertThat(written(Output.READINGS))
                .filteredOn(row -> row.<Boolean>getAs("late"))
                .extracting(row -> row.getDouble(2))
                .containsExactlyInAnyOrder(3.0, 5.0, 8.0);
        assertThat(reports.stream().mapToLong(BatchReport::late).sum()).isEqualTo(3);
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void whatIsTooLateIsInReadingsAndInRejectedToo() {
        pipeline = pipeline.time(ofSeconds(10), ofMinutes(5), ofMinutes(5));
        String tooLate = flat("a", "m", 2, ofMinutes(-20));
        pipeline.file("1.json", ofMinutes(30), List.of(flat("a", "m", 1, ofMinutes(30)), tooLate));

        List<BatchReport> reports = run();

        assertThat(written(Output.READINGS)).hasSize(2);
        assertThat(written(Output.REJECTED)).singleElement().satisfies(row -> {
            assertThat(row.<String>getAs("reason")).isEqualTo("late");
            assertThat(row.<byte[]>getAs("payload")).isEqualTo(bytes(tooLate));
            assertThat(row.<Long>getAs("offset")).isPositive();
        });
        assertThat(reports.get(0).rejected().toJavaMap()).containsExactly(entry(RejectionReason.LATE, 1L));
        assertThat(reports.get(0).late()).isEqualTo(1);
    }

    @Test
    void whatIsTooLateIsRejectedAlsoWhenItArrivedLongBeforeWhatCameFirst() {
        pipeline = pipeline.time(Duration.ZERO, ofMinutes(5), ofMinutes(5));
        pipeline.file("1.json", ofMinutes(60), List.of(flat("a", "m", 1, ofMinutes(60))));
        run();
        String tooLate = flat("a", "m", 2, ofMinutes(1));
        pipeline.file("2.json", ofMinutes(1), List.of(tooLate));

        List<BatchReport> reports = run();

        assertThat(written(Output.READINGS)).hasSize(2);
        assertThat(reports.get(0).rejected().toJavaMap()).containsExactly(entry(RejectionReason.LATE, 1L));
        assertThat(written(Output.REJECTED)).singleElement().satisfies(row -> {
            assertThat(row.<String>getAs("reason")).isEqualTo("late");
            assertThat(row.<byte[]>getAs("payload")).isEqualTo(bytes(tooLate));
            assertThat(row.<String>getAs("source")).endsWith("2.json");
        });
    }

    @Test
    void aMessageOfManyReadingsThatIsTooLateIsRejectedOnce() {
        pipeline = pipeline.format(PayloadFormat.WIDE);
        String wide = "{\"deviceId\":\"a\",\"timestamp\":\"%s\",\"m\":1,\"n\":2}";
        pipeline.file(
                "1.json",
                ofMinutes(200),
                List.of(String.format(wide, START.plus(ofMinutes(200))), String.format(wide, START)));

        run();

        assertThat(written(Output.READINGS))
                .hasSize(4)
                .filteredOn(row -> row.<Boolean>getAs("late"))
                .hasSize(2);
        assertThat(written(Output.REJECTED))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.<byte[]>getAs("payload")).isEqualTo(bytes(String.format(wide, START))));
    }

    @Test
    void linesOfAnArchiveThatAreWrongInOneWayAreCountedExactlyAndAThousandAndOneRows() throws IOException {
        String lines = "\n".repeat(40_000) + "x\n".repeat(5_000) + "\n".repeat(10_000) + flat("a", "m", 1, ofMinutes(1))
                + "\n" + "y\n".repeat(1_000);
        pipeline.file("1.json.gz", ofMinutes(1), gzip(lines));

        List<BatchReport> reports = run();

        assertThat(reports.get(0).rejected().toJavaMap()).containsExactly(entry(RejectionReason.MALFORMED, 56_000L));
        assertThat(written(Output.READINGS)).hasSize(1);
        assertThat(written(Output.REJECTED)).hasSize(1_001 + 1_001 + 1_000);
        assertThat(written(Output.REJECTED))
                .filteredOn(row -> row.<String>getAs("detail").contains("more like"))
                .extracting(
                        row -> row.<Long>getAs("offset"),
                        row -> new String(row.<byte[]>getAs("payload"), StandardCharsets.UTF_8),
                        row -> row.<String>getAs("detail").replaceAll(": .*", ""))
                .containsExactlyInAnyOrder(
                        tuple(1_000L, "", "49000 more like the 1000 before, from byte 1000 to byte 59999"),
                        tuple(42_000L, "x", "4000 more like the 1000 before, from byte 42000 to byte 49998"));
    }

    @Test
    void linesThatAreWrongEachInAnotherWayAreAllRows() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 30_000; line++) {
            lines.append('x').append(line).append('\n');
        }
        pipeline.file("1.json.gz", ofMinutes(1), gzip(lines.toString()));

        run();

        assertThat(written(Output.REJECTED))
                .hasSize(30_000)
                .extracting(row -> row.<Long>getAs("offset"))
                .doesNotHaveDuplicates();
    }

    @Test
    void anArchiveIsReadAgainOnceHoweverManyDevicesAreLateInIt() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int device = 0; device < 60; device++) {
            lines.add(flat("d" + device, "m", 1, ofMinutes(200)));
            lines.add(flat("d" + device, "m", 2, ofMinutes(device)));
        }
        Path file = pipeline.file("1.json.gz", ofMinutes(200), gzip(String.join("\n", lines)));
        CountingFileSystem.register(TestSession.get());
        pipeline = pipeline.reading(
                new SourcePlan.JsonFiles(CountingFileSystem.SCHEME + "://" + file.getParent(), 10, HashMap.empty()));

        List<BatchReport> reports = run();

        assertThat(reports.get(0).rejected().toJavaMap()).containsExactly(entry(RejectionReason.LATE, 60L));
        assertThat(written(Output.REJECTED))
                .extracting(row -> new String(row.<byte[]>getAs("payload"), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 60)
                        .mapToObj(device -> lines.get(2 * device + 1))
                        .toList());
        assertThat(CountingFileSystem.opened(file)).isEqualTo(2);
    }

    @Test
    void lateLinesThatAreAlikeAreCountedExactlyAndBoundedToo() throws IOException {
        String late = flat("a", "m", 2, ofMinutes(1)) + "\n" + flat("a", "m", 2, ofMinutes(2)) + "\n";
        pipeline.file("1.json.gz", ofMinutes(200), gzip(flat("a", "m", 1, ofMinutes(200)) + "\n" + late.repeat(3_000)));

        List<BatchReport> reports = run();

        assertThat(reports.get(0).rejected().toJavaMap()).containsExactly(entry(RejectionReason.LATE, 6_000L));
        assertThat(written(Output.READINGS)).hasSize(6_001);
        assertThat(written(Output.REJECTED)).hasSize(2 * 1_001);
    }

    @Test
    void aBatchOfVeryManyDaysIsToldOf() {
        List<String> lines = new ArrayList<>();
        for (int day = 0; day < 1_001; day++) {
            lines.add(flat("a" + day, "m", 1, Duration.ofDays(-day)));
        }
        pipeline.file("1.json", Duration.ZERO, lines.subList(0, 1_000));
        pipeline.file("2.json", ofSeconds(1), lines);
        List<String> told = Collections.synchronizedList(new ArrayList<>());

        pipeline.filesPerBatch(1).run(rows, new PipelineObserver() {
            @Override
            public void batchDone(BatchReport report) {}

            @Override
            public void manyEventDays(long batch, int days) {
                told.add(batch + ": " + days);
            }
        });

        assertThat(told).containsExactly("1: 1001");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(text));
        }
        return packed.toByteArray();
    }

    @Test
    void aDeviceWithAClockFarAheadTouchesNoOther() {
        pipeline = pipeline.time(ofSeconds(10), ofMinutes(5), ofMinutes(5)).rules(HOT);
        String future =
                "{\"deviceId\":\"a\",\"metric\":\"temperature\",\"value\":99,\"timestamp\":\"2099-01-01T00:00:00Z\"}";
        pipeline.file(
                "1.json",
                ofSeconds(60),
                List.of(
                        flat("b", "temperature", 20, ofSeconds(1)),
                        future,
                        flat("a", "temperature", 96, ofSeconds(40)),
                        flat("b", "temperature", 97, ofSeconds(2)),
                        flat("b", "temperature", 50, ofSeconds(30)),
                        flat("a", "temperature", 50, ofSeconds(60))));

        run();

        assertThat(written(Output.READINGS)).hasSize(5).noneMatch(row -> row.<Boolean>getAs("late"));
        assertThat(written(Output.REJECTED)).singleElement().satisfies(row -> {
            assertThat(row.<String>getAs("reason")).isEqualTo("future");
            assertThat(row.<byte[]>getAs("payload")).isEqualTo(bytes(future));
        });
        assertThat(written(Output.ALARMS))
                .extracting(row -> row.<String>getAs("device_id") + " " + row.getAs("transition"))
                .containsExactlyInAnyOrder("a raised", "b raised");
    }

    @Test
    void timesAtTheEndsOfTheCalendarAreDefined() {
        pipeline.file(
                "1.json",
                Duration.ZERO,
                List.of(
                        "{\"deviceId\":\"a\",\"metric\":\"m\",\"value\":1,\"timestamp\":315532800000}",
                        "{\"deviceId\":\"b\",\"metric\":\"m\",\"value\":1,\"timestamp\":\"9999-12-31T23:59:59Z\"}",
                        "{\"deviceId\":\"c\",\"metric\":\"m\",\"value\":1,\"timestamp\":\"0001-01-01T00:00:00Z\"}"));

        run();

        assertThat(written(Output.READINGS)).extracting(row -> row.getString(0)).containsExactlyInAnyOrder("a", "c");
        assertThat(written(Output.REJECTED)).extracting(row -> row.getString(0)).containsExactly("future");
    }

    @Test
    void anOutputWithoutASinkIsNotComputed() {
        pipeline.file(
                "1.json",
                Duration.ZERO,
                List.of(flat("a", "temperature", 99, Duration.ZERO), flat("a", "temperature", 1, ofMinutes(1)), "bad"));
        pipeline = pipeline.rules(HOT).outputs(Output.READINGS);

        List<BatchReport> reports = run();

        assertThat(written(Output.READINGS)).hasSize(2);
        assertThat(written(Output.ALARMS)).isEmpty();
        assertThat(written(Output.REJECTED)).isEmpty();
        assertThat(reports.get(0).transitions()).isEmpty();
        assertThat(reports.get(0).rejectedInAll()).isOne();
    }

    @Test
    void alarmsAloneAreTheSameAsWithAllElse() {
        Story story = new Story(3, 60);
        story.into(pipeline);
        pipeline = pipeline.rules(HOT, SHAKING, STRAINED).outputs(Output.ALARMS);

        run();

        assertThat(written(Output.ALARMS))
                .extracting(KernelReplay::alarm)
                .containsExactlyInAnyOrderElementsOf(story.replay(pipeline).alarms());
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 4"})
    void whateverTheBatchesAndPartitionsItIsWhatTheKernelAloneComesTo(boolean oneFileABatch, String partitions) {
        Story story = new Story(6, 400);
        pipeline = pipeline.time(ofSeconds(5), ofSeconds(60), ofMinutes(5))
                .rules(HOT, SHAKING, STRAINED)
                .filesPerBatch(oneFileABatch ? 1 : 1_000);
        story.into(pipeline);
        KernelReplay kernel = story.replay(pipeline);
        runWith(partitions);

        assertThat(written(Output.ALARMS))
                .extracting(KernelReplay::alarm)
                .containsExactlyInAnyOrderElementsOf(kernel.alarms());
        assertThat(kernel.alarms()).hasSizeGreaterThan(20);
        assertThat(written(Output.READINGS))
                .extracting(KernelReplay::reading)
                .containsExactlyInAnyOrderElementsOf(kernel.readings());
        assertThat(kernel.readings()).anyMatch(reading -> reading.endsWith(" true"));
        assertThat(written(Output.REJECTED)).hasSize(kernel.rejected());
    }

    @ParameterizedTest
    @CsvSource({"true, 4", "false, 1"})
    @Tag("long")
    void alsoTheOtherWayRound(boolean oneFileABatch, String partitions) {
        whateverTheBatchesAndPartitionsItIsWhatTheKernelAloneComesTo(oneFileABatch, partitions);
    }

    private void runWith(String partitions) {
        String setting = "spark.sql.shuffle.partitions";
        String before = TestSession.get().conf().get(setting);
        TestSession.get().conf().set(setting, partitions);
        try {
            run();
        } finally {
            TestSession.get().conf().set(setting, before);
        }
    }

    @Test
    void aRestartGoesOnWithTheStateOfEachDevice() {
        pipeline = pipeline.rules(HOT);
        pipeline.file("1.json", ofSeconds(1), List.of(flat("a", "temperature", 81, ofSeconds(0))));
        run();
        assertThat(written(Output.ALARMS)).isEmpty();
        pipeline.file("2.json", ofSeconds(31), List.of(flat("a", "temperature", 82, ofSeconds(30))));
        run();
        pipeline.file(
                "3.json",
                ofSeconds(200),
                List.of(
                        flat("a", "temperature", 96, ofSeconds(40)),
                        flat("a", "temperature", 70, ofSeconds(50)),
                        flat("a", "temperature", 70, ofSeconds(120))));
        run();

        assertThat(written(Output.ALARMS))
                .extracting(row -> row.<String>getAs("transition") + " " + row.getAs("severity"))
                .containsExactly("raised warning", "escalated critical", "cleared critical");
        assertThat(written(Output.ALARMS))
                .extracting(row -> row.getString(0))
                .containsOnly(written(Output.ALARMS).get(0).getString(0));
    }

    @Test
    void tooLargeAShareOfBadMessagesStopsThePipelineBeforeAnythingIsWritten() {
        pipeline = pipeline.payload(new PayloadPlan(PayloadFormat.FLAT, 1 << 20, 0.5));
        pipeline.file("1.json", Duration.ZERO, List.of(flat("a", "m", 1, Duration.ZERO), "bad", "worse"));

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(this::run)
                .withMessageContaining("2 of 3 readings and rejected messages")
                .withMessageContaining("malformed")
                .withMessageContaining("maxRejectedShare");

        assertThat(written(Output.READINGS)).isEmpty();
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void nothingButBadMessagesIsNoReasonToStopUnlessToldSo() {
        pipeline.file("1.json", Duration.ZERO, List.of("bad", "worse"));

        run();

        assertThat(written(Output.REJECTED)).hasSize(2);
        assertThat(written(Output.READINGS)).isEmpty();
    }

    @Test
    void aShareThatIsReachedAndNotPassedIsAllowed() {
        pipeline = pipeline.payload(new PayloadPlan(PayloadFormat.FLAT, 1 << 20, 0.5));
        pipeline.file("1.json", Duration.ZERO, List.of(flat("a", "m", 1, Duration.ZERO), "bad"));

        run();

        assertThat(written(Output.REJECTED)).hasSize(1);
    }

    @Test
    void aSinkThatFailsStopsThePipelineAndNothingIsLost() {
        String failing = directory.resolve(Output.REJECTED.word()).toString();
        pipeline.file("1.json", Duration.ZERO, List.of(flat("a", "m", 1, Duration.ZERO), "bad"));
        rows.obstruct(failing, true);

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(this::run)
                .withMessageContaining("cannot be written");
        rows.obstruct(failing, false);
        rows = new CollectedRows();
        run();

        assertThat(written(Output.READINGS)).hasSize(1);
        assertThat(written(Output.REJECTED)).hasSize(1);
    }

    @Test
    void aFileIsReadWholeOrNotAtAll() {
        pipeline = pipeline.filesPerBatch(1);
        List<String> many = Stream.iterate(0, i -> i + 1)
                .limit(20_000)
                .map(i -> flat("d" + i % 7, "m", i, ofSeconds(i)))
                .toList();
        pipeline.file("1.json", ofSeconds(20_000), many);
        pipeline.file("2.json", ofSeconds(20_001), List.of(flat("d0", "m", 1, ofSeconds(20_001))));

        List<BatchReport> reports = run();

        assertThat(reports).extracting(BatchReport::readings).containsExactly(20_000L, 1L);
        assertThat(written(Output.READINGS))
                .extracting(row -> row.<Long>getAs("offset") + row.<String>getAs("source"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatNobodyCanReadOrWriteIsRefused() {
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> pipeline.run(List.of(), (plan, output, name) -> io.vavr.control.Option.none()))
                .withMessageContaining("No adapter here writes");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> pipeline.reading(new io.vigie.application.plan.SourcePlan.DeltaTable(
                                "/tables/readings", io.vavr.control.Option.none()))
                        .run(List.of(), rows))
                .withMessageContaining("No adapter here reads");
        assertThat(Files.exists(directory.resolve("checkpoint"))).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Telemetry of some devices over some files: out of order, late, of the future and broken, always the same. */
    private static final class Story {

        private record Part(Duration arrived, List<String> lines) {}

        private final List<Part> parts = new ArrayList<>();

        Story(int files, int messages) {
            Random random = new Random(11);
            for (int file = 1; file <= files; file++) {
                Duration arrived = ofMinutes(file * 5L);
                List<String> lines = new ArrayList<>();
                for (int i = 0; i < messages; i++) {
                    Duration measured = ofSeconds((file - 1) * 300L + i * 300L / messages)
                            .minusSeconds(random.nextInt(20) == 0 ? random.nextInt(120) : random.nextInt(8));
                    String device = "device-" + random.nextInt(5);
                    switch (random.nextInt(40)) {
                        case 0 -> lines.add("broken");
                        case 1 -> lines.add(flat(device, "temperature", 50, arrived.plusSeconds(301)));
                        case 2, 3, 4, 5, 6, 7, 8, 9, 10 ->
                            lines.add(flat(device, "vibration", random.nextInt(7), measured));
                        default -> lines.add(flat(device, "temperature", 60 + random.nextInt(40), measured));
                    }
                }
                parts.add(new Part(arrived, lines));
            }
        }

        void into(TestPipeline pipeline) {
            for (int i = 0; i < parts.size(); i++) {
                pipeline.file(
                        "part-" + (parts.size() - i) + ".json",
                        parts.get(i).arrived(),
                        parts.get(i).lines());
            }
        }

        KernelReplay replay(TestPipeline pipeline) {
            KernelReplay kernel = new KernelReplay(pipeline.plan());
            parts.forEach(part -> part.lines().forEach(line -> kernel.message(line, START.plus(part.arrived()))));
            kernel.advanceClock();
            return kernel;
        }
    }
}
