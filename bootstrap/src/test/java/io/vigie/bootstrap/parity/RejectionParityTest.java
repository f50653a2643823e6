package io.vigie.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Array;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.application.intake.ReadingJson;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.memory.MonitoredReading;
import io.vigie.application.memory.RejectedTelemetry;
import io.vigie.application.memory.TelemetryListener;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Messages that are not to be taken are rejected by both engines as often, for the same reasons and in the same words,
 * whether a pipeline remembers devices or not.
 */
@Timeout(300)
class RejectionParityTest {

    private static final int MOST_BYTES = 4_096;
    private static final Duration ARRIVAL = Duration.ofHours(3);

    /** Moves the watermark of two devices to two hours before the arrival. */
    private static final Duration FRONT = Duration.ofHours(1);

    private static final Duration LATE = FRONT.minusHours(1);
    private static final Duration TOO_LATE = LATE.minusSeconds(1);
    private static final Duration TOO_LONG_AGO = ARRIVAL.minusDays(1).minusNanos(1_000);
    private static final Duration AHEAD = ARRIVAL.plusMinutes(5);
    private static final Duration TOO_FAR_AHEAD = AHEAD.plusNanos(1_000);

    private static final WindowDefinition COUNTS = new WindowDefinition(
            "minutes",
            new WindowSpec.Tumbling(Duration.ofMinutes(1)),
            Array.of(Aggregate.parse("count").get()),
            MetricPattern.EVERY,
            DevicePattern.EVERY);

    @TempDir
    private Path directory;

    /** What a rejected message tells, whoever rejects it. */
    private record Told(String reason, String detail, String payload, Instant arrival) {}

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void bothEnginesRejectTheSameMessagesForTheSameReasonsInTheSameWords(PayloadFormat format) {
        List<Told> inMemory = inMemory(format);

        assertThat(onSpark(format, Output.READINGS, Output.REJECTED)).containsExactlyInAnyOrderElementsOf(inMemory);
        assertThat(inMemory)
                .extracting(Told::reason)
                .contains("malformed", "missing_field", "wrong_type", "out_of_range", "too_large", "future", "late");
    }

    /** Only a device's state tells what is too late for it. */
    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void aPipelineThatRemembersNoDeviceRejectsAllButWhatIsTooLate(PayloadFormat format) {
        assertThat(onSpark(format, Output.VIOLATIONS, Output.REJECTED))
                .containsExactlyInAnyOrderElementsOf(inMemory(format).stream()
                        .filter(told -> !told.reason().equals("late"))
                        .toList());
    }

    /** Where a device's state is, the message is not at hand on Spark: the row has the reading, and says so. */
    @Test
    void bothEnginesLeaveOutAndRejectTheSameMetricsThatAreTooMany() {
        TestPipeline pipeline = pipeline(PayloadFormat.WIDE)
                .windows(COUNTS)
                .outputs(Output.READINGS, Output.WINDOWS, Output.REJECTED)
                .limits(new FleetLimits(3, 100))
                .filesPerBatch(1);
        List<List<String>> files = List.of(
                List.of(wide("a", 0, "m1", "m2"), wide("b", 0, "m1"), wide("a", 1, "m3", "m4", "m1", "m5")),
                List.of(wide("a", 7_200, "m6"), wide("a", 7_200, "m3"), wide("b", 7_200, "m2", "m3", "m4", "m5")));
        List<String> readings = new ArrayList<>();
        List<Told> inMemory = new ArrayList<>();
        MemoryEngine engine = MemoryEngine.of(pipeline.plan(), new TelemetryListener() {
            @Override
            public void reading(MonitoredReading reading) {
                readings.add(reading.reading().device() + " "
                        + reading.reading().metric() + " " + reading.reading().eventTime());
            }

            @Override
            public void rejected(RejectedTelemetry rejected) {
                inMemory.add(told(rejected));
            }
        });
        for (int i = 0; i < files.size(); i++) {
            pipeline.file("wide-" + i + ".json", ARRIVAL.plusSeconds(i), files.get(i));
            for (String message : files.get(i)) {
                engine.arrive(
                        message.getBytes(StandardCharsets.UTF_8),
                        TestPipeline.START.plus(ARRIVAL).plusSeconds(i));
            }
        }
        CollectedRows rows = new CollectedRows();
        pipeline.run(List.of(), rows);

        assertThat(rows.at(directory.resolve(Output.READINGS.word()).toString()))
                .extracting(row -> row.getAs("device_id") + " " + row.getAs("metric") + " "
                        + row.<Timestamp>getAs("event_time").toInstant())
                .containsExactlyInAnyOrderElementsOf(readings);
        List<Told> onSpark = rows.at(directory.resolve(Output.REJECTED.word()).toString()).stream()
                .map(RejectionParityTest::told)
                .toList();
        assertThat(onSpark)
                .extracting(told -> told.reason() + " " + told.detail() + " " + told.arrival())
                .containsExactlyInAnyOrderElementsOf(inMemory.stream()
                        .map(told -> told.reason() + " " + told.detail() + ReadingJson.TOLD + " " + told.arrival())
                        .toList());
        assertThat(inMemory).hasSize(3).extracting(Told::reason).containsOnly("too_many");
        assertThat(onSpark)
                .extracting(Told::payload)
                .containsExactlyInAnyOrder(
                        "{\"deviceId\":\"a\",\"metric\":\"m4\",\"value\":1,\"timestamp\":\"2026-01-01T00:00:01Z\"}",
                        "{\"deviceId\":\"a\",\"metric\":\"m6\",\"value\":1,\"timestamp\":\"2026-01-01T02:00:00Z\"}",
                        "{\"deviceId\":\"b\",\"metric\":\"m5\",\"value\":1,\"timestamp\":\"2026-01-01T02:00:00Z\"}");
    }

    private static String wide(String device, int second, String... metrics) {
        return "{\"deviceId\":\"" + device + "\",\"timestamp\":\"" + TestPipeline.START.plusSeconds(second) + "\""
                + Stream.of(metrics).map(metric -> ",\"" + metric + "\":1").collect(Collectors.joining())
                + "}";
    }

    private TestPipeline pipeline(PayloadFormat format) {
        return TestPipeline.in(directory).past(Duration.ofDays(1)).payload(new PayloadPlan(format, MOST_BYTES, 1));
    }

    private List<Told> inMemory(PayloadFormat format) {
        List<Told> told = new ArrayList<>();
        MemoryEngine engine = MemoryEngine.of(pipeline(format).plan(), new TelemetryListener() {
            @Override
            public void rejected(RejectedTelemetry rejected) {
                told.add(told(rejected));
            }
        });
        messages(format)
                .forEach(message ->
                        engine.arrive(message.getBytes(StandardCharsets.UTF_8), TestPipeline.START.plus(ARRIVAL)));
        return told;
    }

    private List<Told> onSpark(PayloadFormat format, Output... outputs) {
        TestPipeline pipeline = pipeline(format).outputs(outputs);
        pipeline.file("hostile.json", ARRIVAL, messages(format));
        CollectedRows rows = new CollectedRows();
        pipeline.run(List.of(), rows);
        return rows.at(directory.resolve(Output.REJECTED.word()).toString()).stream()
                .map(RejectionParityTest::told)
                .toList();
    }

    private static Told told(RejectedTelemetry rejected) {
        return new Told(
                rejected.reason().word(),
                rejected.detail(),
                text(rejected.payload().get()),
                rejected.arrival());
    }

    private static Told told(Row row) {
        return new Told(
                row.getAs("reason"),
                row.getAs("detail"),
                text(row.getAs("payload")),
                row.<Timestamp>getAs("received_at").toInstant());
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static List<String> messages(PayloadFormat format) {
        List<String> messages =
                new ArrayList<>(List.of("", "null", "no reading", "{\"deviceId\":\"a", "7", "[]", "{}"));
        messages.add(" ".repeat(MOST_BYTES + 1));
        switch (format) {
            case FLAT -> addFlat(messages);
            case WIDE -> addWide(messages);
            case SENML -> addSenMl(messages);
        }
        return messages.stream().map(message -> message.replace('\'', '"')).toList();
    }

    private static String at(Duration measured) {
        return "'timestamp':'" + TestPipeline.START.plus(measured) + "'";
    }

    private static void addFlat(List<String> messages) {
        String start = "{'deviceId':'a','metric':'m',";
        messages.addAll(List.of(
                start + "'value':1," + at(FRONT) + "}",
                start + "'value':1," + at(LATE) + "}",
                start + "'value':1," + at(TOO_LATE) + "}",
                start + "'value':2," + at(TOO_LATE) + "}",
                start + "'value':1," + at(AHEAD) + "}",
                start + "'value':1," + at(TOO_FAR_AHEAD) + "}",
                start + "'value':1,'timestamp':'9999-12-31T23:59:59Z'}",
                start + "'value':1,'timestamp':1767225600}",
                start + "'value':1,'timestamp':'1767225600000000'}",
                start + "'value':1,'unit':'" + "u".repeat(257) + "'," + at(FRONT) + "}",
                start + "'value':1,'tags':{" + tags(257) + "}," + at(FRONT) + "}",
                start + "'value':1," + at(TOO_LONG_AGO) + "}",
                start + "'value':1,'" + "x".repeat(3_000) + "':1,'tags':{'" + "y".repeat(600) + "':[]}}",
                start + "'value':'hot'," + at(FRONT) + "}",
                start + "'value':1e400," + at(FRONT) + "}",
                "{'deviceId':'','metric':7,'value':NaN,'unit':[],'tags':'none','timestamp':'yesterday'}"));
    }

    private static String tags(int count) {
        return IntStream.range(0, count).mapToObj(tag -> "'t" + tag + "':1").collect(Collectors.joining(","));
    }

    private static void addWide(List<String> messages) {
        StringBuilder manyInfinite = new StringBuilder("{'deviceId':'a'," + at(FRONT));
        for (int metric = 0; metric < 200; metric++) {
            manyInfinite.append(",'metric").append(metric).append("':1e400");
        }
        messages.addAll(List.of(
                manyInfinite.append('}').toString(),
                "{'deviceId':'a'," + at(FRONT) + ",'m':1}",
                "{'deviceId':'a'," + at(LATE) + ",'m':1,'n':2}",
                "{'deviceId':'a'," + at(TOO_LATE) + ",'m':1,'n':2}",
                "{'deviceId':'a'," + at(TOO_FAR_AHEAD) + ",'m':1,'n':2}",
                "{'deviceId':'a'," + at(TOO_LONG_AGO) + ",'m':1,'n':2}",
                "{'deviceId':'a'," + at(FRONT) + ",'" + "m".repeat(3_000) + "':1}",
                "{'deviceId':3," + at(FRONT) + ",'m':1}",
                "{'deviceId':'a','timestamp':0,'m':1}",
                "{'deviceId':'a','tags':{'" + "t".repeat(257) + "':1}," + at(FRONT) + ",'m':1}",
                "{'deviceId':'a'," + at(FRONT) + ",'m':NaN,'n':2}",
                "{'m':1}"));
    }

    /** Packs may hold several devices, several times, and readings of every fate. */
    private static void addSenMl(List<String> messages) {
        messages.addAll(List.of(
                "[" + record("a", FRONT, 1) + "," + record("b", FRONT, 1) + "]",
                "[" + record("a", TOO_LATE, 1) + "," + record("b", TOO_LATE, 2) + "," + record("a", TOO_LATE, 3) + "]",
                "[" + record("a", TOO_LATE, 1) + "," + record("a", LATE, 2) + "," + record("a", TOO_LATE, 3) + "]",
                "[" + record("a", TOO_LATE, 1) + "," + record("a", TOO_LATE.minusSeconds(1), 2) + ","
                        + record("a", TOO_LATE, 3) + "]",
                "[" + record("a", TOO_FAR_AHEAD, 1) + "," + record("a", TOO_LATE, 1)
                        + ",{'n':'none'},{'n':'m','v':1e400}]",
                "[{'bn':'a:','bt':1767225600,'n':'m','v':'hot'}," + record("c", AHEAD, 1) + "]",
                "[{'bn':'a:','bver':'new','n':'m','v':1}]",
                "[" + record("a", TOO_LONG_AGO, 1) + "," + record("b", FRONT, 1) + "]",
                "[{'bn':'" + "?".repeat(3_000) + "'}" + ",{'n':'m','v':1}".repeat(60) + "]",
                "[" + record("a", FRONT, 1) + ",{'n':'" + "x".repeat(300) + "','v':1},{'n':'?','v':1}]",
                "[" + record("a", FRONT, 1) + ",{'n':'n'}".repeat(300) + "]"));
    }

    private static String record(String device, Duration measured, int value) {
        Instant time = TestPipeline.START.plus(measured);
        return "{'bn':'" + device + ":','bt':" + time.getEpochSecond()
                + String.format(Locale.ROOT, ",'t':0.%09d,'n':'m','v':%d}", time.getNano(), value);
    }
}
