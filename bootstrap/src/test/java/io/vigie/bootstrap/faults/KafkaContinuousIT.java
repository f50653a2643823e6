package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline without batches, from topic to topic. */
class KafkaContinuousIT {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READINGS = "continuous-readings";

    @TempDir
    private Path directory;

    private final TestBroker broker = TestBroker.shared();
    private final Topics topics = broker.topics();

    @Test
    void whatViolatesARuleComesOutWhileItRunsAndNothingIsLostByASignal() throws Exception {
        topics.create(READINGS, 2, Map.of("retention.ms", "-1"));
        topics.create("continuous-violations", 2, Map.of("retention.ms", "-1"));
        topics.create("continuous-rejected", 2, Map.of("retention.ms", "-1"));
        topics.create("batch-violations", 2, Map.of("retention.ms", "-1"));
        topics.create("batch-rejected", 2, Map.of("retention.ms", "-1"));
        Pipeline continuous = pipeline("continuous", "continuous: 200ms");
        Pipeline batches = pipeline("batch", "availableNow: true");

        simulate(1);
        try (VigieProcess process = VigieProcess.run(continuous)) {
            process.await(
                    "violations were written",
                    () -> !identities("continuous-violations").isEmpty());
            process.terminate();
            VigieProcess.Ended ended = process.end(LONGEST_FAREWELL);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
        }
        Set<String> before = identities("continuous-violations");

        simulate(2);
        endsWell(batches);
        Set<String> all = identities("batch-violations");
        assertThat(all).hasSizeGreaterThan(before.size());
        Set<String> letters = letters("batch-rejected");
        assertThat(letters).isNotEmpty();
        try (VigieProcess process = VigieProcess.run(continuous)) {
            process.await(
                    "the rest was written",
                    () -> identities("continuous-violations").containsAll(all)
                            && letters("continuous-rejected").containsAll(letters));
            process.kill();
            assertThat(process.end().status()).isEqualTo(VigieProcess.KILLED);
        }
        assertThat(identities("continuous-violations")).isEqualTo(all);
        assertThat(letters("continuous-rejected")).isEqualTo(letters);
        assertArrivalsAreTheRecordsOwn();
    }

    /** Without batches nothing remembers that a producer's time, which the second half has again, has stepped back. */
    private void assertArrivalsAreTheRecordsOwn() {
        Map<String, Instant> sent = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.records(READINGS)) {
            sent.put(record.partition() + "@" + record.offset(), Instant.ofEpochMilli(record.timestamp()));
        }
        for (ConsumerRecord<byte[], byte[]> record : topics.records("continuous-violations")) {
            JsonNode violation = json(record.value());
            assertThat(Instant.parse(violation.get("ingestedAt").textValue()))
                    .isEqualTo(sent.get(violation.get("partition").textValue() + "@"
                            + violation.get("offset").longValue()));
        }
    }

    @Test
    @Tag("long")
    void alarmsAreRefusedByName() throws Exception {
        Pipeline pipeline = KafkaPipeline.write(directory, directory.resolve("out"), """
                pipeline: fleet
                source: { kafka: { %s } }
                rules: rules.yaml
                sinks:
                  violations: { kafka: { %s } }
                  alarms: { kafka: { %s } }
                trigger: { continuous: 200ms }
                checkpoint: "%s"
                """.formatted(
                        KafkaPipeline.topic(broker.servers(), READINGS),
                        KafkaPipeline.topic(broker.servers(), "violations"),
                        KafkaPipeline.topic(broker.servers(), "alarms"),
                        directory.resolve("out/checkpoint")));

        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
            assertThat(ended.err()).contains("pipeline.yaml:6:", "`alarms`", "every: 1s");
        }
    }

    private Pipeline pipeline(String name, String trigger) throws IOException {
        Path own = directory.resolve(name);
        return KafkaPipeline.write(own, own.resolve("out"), """
                pipeline: %s
                source: { kafka: { %s } }
                rules: rules.yaml
                sinks:
                  violations: { kafka: { %s } }
                  rejected: { kafka: { %s } }
                trigger: { %s }
                checkpoint: "%s"
                """.formatted(
                        name,
                        KafkaPipeline.topic(broker.servers(), READINGS),
                        KafkaPipeline.topic(broker.servers(), name + "-violations"),
                        KafkaPipeline.topic(broker.servers(), name + "-rejected"),
                        trigger,
                        own.resolve("out/checkpoint")));
    }

    private void simulate(int seed) throws Exception {
        String[] order = {
            "simulate",
            "--devices",
            "50",
            "--readings",
            "5000",
            "--seed",
            Integer.toString(seed),
            "--kafka",
            broker.servers(),
            "--topic",
            READINGS
        };
        try (VigieProcess process = VigieProcess.start(directory, VigieProcess.Surroundings.PLAIN, order)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
    }

    private static void endsWell(Pipeline pipeline) throws Exception {
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
    }

    /** What tells one violation from another, and what else is told of it but its arrival. */
    private Set<String> identities(String topic) {
        Set<String> identities = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.records(topic)) {
            JsonNode violation = json(record.value());
            assertThat(violation.get("deviceId").textValue()).isEqualTo(Messages.text(record.key()));
            ((ObjectNode) violation).remove("ingestedAt");
            identities.add(violation.toString());
        }
        return identities;
    }

    private Set<String> letters(String topic) {
        Set<String> letters = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.records(topic)) {
            letters.add(Messages.text(
                            record.headers().lastHeader("vigie.partition").value()) + "@"
                    + Messages.text(record.headers().lastHeader("vigie.offset").value()) + " "
                    + Messages.text(record.key()) + " " + Messages.text(record.value()));
        }
        return letters;
    }

    private static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
