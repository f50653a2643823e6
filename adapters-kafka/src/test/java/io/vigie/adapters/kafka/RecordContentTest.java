package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.bytes;
import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.reading;
import static io.vigie.adapters.kafka.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.port.out.BatchReport;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records of all kinds. */
class RecordContentTest {

    private static final long TIME = Instant.parse("2026-01-01T00:00:03.001Z").toEpochMilli();

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = newTopic();

    @TempDir
    private Path directory;

    @BeforeEach
    void newTopicOfThisTest() {
        topics.create(topic, 1, Map.of("max.message.bytes", "20000000"));
    }

    private TestRun run(TestSource source) {
        TestRun run = TestRun.of(directory, source);
        run.run();
        return run;
    }

    @Test
    void readingsHaveTheirPlaceAndKafkasTimestampAsArrival() {
        topics.send(List.of(record(topic, 0, TIME, reading("a")), record(topic, 0, TIME + 1, reading("b"))));

        List<Row> rows = run(TestSource.of(topic)).rows(Output.READINGS);

        assertThat(rows).hasSize(2).anySatisfy(row -> {
            assertThat(row.<String>getAs("device_id")).isEqualTo("b");
            assertThat(row.<String>getAs("source")).isEqualTo(topic);
            assertThat(row.<String>getAs("partition")).isEqualTo("0");
            assertThat(row.<Long>getAs("offset")).isOne();
            assertThat(row.<Timestamp>getAs("ingested_at").toInstant()).isEqualTo(Instant.ofEpochMilli(TIME + 1));
        });
    }

    @Test
    void headersBecomeTagsWhereThatIsAskedFor() {
        ProducerRecord<byte[], byte[]> headed = record(
                topic,
                0,
                TIME,
                "{\"deviceId\":\"a\",\"metric\":\"temperature\",\"value\":1,\"timestamp\":\"2026-01-01T00:00:00Z\","
                        + "\"tags\":{\"site\":\"lyon\"}}");
        headed.headers().add(new RecordHeader("trace", bytes("4711")));
        headed.headers().add(new RecordHeader("trace", bytes("\u00e9")));
        headed.headers().add(new RecordHeader("raw", new byte[] {(byte) 0xFF, 0}));
        headed.headers().add(new RecordHeader("none", null));
        headed.headers().add(new RecordHeader("too-long", new byte[4_097]));
        topics.send(List.of(headed, record(topic, 0, TIME, reading("b"))));

        TestRun run = run(TestSource.of(topic).headersAsTags());
        List<Row> rows = run.rows(Output.READINGS);

        assertThat(run.reports().stream().mapToLong(BatchReport::headersLeftOut).sum())
                .isEqualTo(1);
        assertThat(rows).hasSize(2).anySatisfy(row -> {
            assertThat(row.<String>getAs("device_id")).isEqualTo("a");
            assertThat(row.getJavaMap(row.fieldIndex("tags")))
                    .isEqualTo(Map.of(
                            "site", "lyon",
                            "header.trace", "4711",
                            "header.trace.2", "\u00e9",
                            "header.raw", "base64:/wA=",
                            "header.none", ""));
        });
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.<String>getAs("device_id")).isEqualTo("b");
            assertThat(row.getJavaMap(row.fieldIndex("tags"))).isNullOrEmpty();
        });
    }

    @Test
    void headersAreNoTagsWhereThatIsNotAskedFor() {
        ProducerRecord<byte[], byte[]> headed = record(topic, 0, TIME, reading("a"));
        headed.headers().add(new RecordHeader("trace", bytes("4711")));
        topics.send(List.of(headed));

        assertThat(run(TestSource.of(topic)).rows(Output.READINGS))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.getJavaMap(row.fieldIndex("tags"))).isNullOrEmpty());
    }

    @Test
    void recordsThatHoldNoReadingAreRejectedAndTheNextOnesAreRead() {
        String textWithNul = "{\"deviceId\":\"a\u0000";
        topics.send(List.of(
                record(topic, 0, TIME, null),
                record(topic, 0, TIME, ""),
                new ProducerRecord<>(topic, 0, TIME, (byte[]) null, new byte[] {(byte) 0xC3, 0x28}),
                record(topic, 0, TIME, textWithNul),
                record(topic, 0, TIME, "\ufeff" + reading("with a byte order mark")),
                record(topic, 0, TIME, reading("a"))));

        TestRun run = run(TestSource.of(topic));

        assertThat(run.devices()).contains("a");
        assertThat(run.rows(Output.REJECTED).size() + run.rows(Output.READINGS).size())
                .isEqualTo(6);
        assertThat(run.rows(Output.REJECTED))
                .extracting(row -> row.<Long>getAs("offset"))
                .contains(0L, 1L, 2L, 3L);
        assertThat(run.rows(Output.REJECTED)).allSatisfy(row -> {
            assertThat(row.<String>getAs("reason")).isEqualTo("malformed");
            assertThat(row.<String>getAs("detail")).isNotBlank();
            assertThat(row.<Timestamp>getAs("received_at").toInstant()).isEqualTo(Instant.ofEpochMilli(TIME));
        });
    }

    @Test
    void tombstonesAndEmptyMessagesAreToldApart() {
        topics.send(List.of(record(topic, 0, TIME, null), record(topic, 0, TIME, "")));

        List<Row> rejected = run(TestSource.of(topic)).rows(Output.REJECTED);

        assertThat(rejected).hasSize(2);
        assertThat(rejected)
                .extracting(row -> row.<String>getAs("detail"))
                .doesNotHaveDuplicates()
                .anyMatch(detail -> detail.contains("tombstone"));
    }

    @Test
    void messagesOfManyMegabytesAreReadOrRejectedByTheirSize() {
        String filling = "x".repeat(9_000_000);
        String large = "{\"deviceId\":\"large\",\"metric\":\"temperature\",\"value\":1,"
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"filling\":\"" + filling + "\"}";
        try (Topics patient = topics.with("max.request.size", "20000000")) {
            patient.send(List.of(record(topic, 0, TIME, large), record(topic, 0, TIME, reading("small"))));
        }

        TestRun strict = TestRun.of(directory.resolve("strict"), TestSource.of(topic));
        strict.run();
        TestRun liberal = TestRun.of(directory.resolve("liberal"), TestSource.of(topic))
                .change(pipeline -> pipeline.payload(new PayloadPlan(PayloadFormat.FLAT, 10_000_000, 1.0)));
        liberal.run();

        assertThat(strict.devices()).containsExactly("small");
        assertThat(strict.rows(Output.REJECTED))
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("reason")).isEqualTo("too_large"));
        assertThat(liberal.devices()).containsExactlyInAnyOrder("large", "small");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "lz4", "snappy", "zstd"})
    void compressedBatchesAreRead(String compression) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<String> devices = new ArrayList<>();
        IntStream.range(0, 200).mapToObj(i -> "device-" + i).forEach(devices::add);
        devices.forEach(device -> records.add(record(topic, 0, device)));
        try (Topics compressing = topics.with("compression.type", compression).with("linger.ms", "50")) {
            compressing.send(records);
        }

        assertThat(run(TestSource.of(topic)).devices()).containsExactlyInAnyOrderElementsOf(devices);
    }
}
