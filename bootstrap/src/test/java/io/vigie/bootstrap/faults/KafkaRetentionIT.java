package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that a broker has dropped before they were read. In short, and within the JVM of the tests, {@code LostRecordsTest}
 * of the Kafka adapter says the same.
 */
@Tag("long")
class KafkaRetentionIT {

    private static final String TOPIC = "retained";

    @TempDir
    private Path directory;

    private final TestBroker broker = TestBroker.shared();
    private final Topics topics = broker.topics();

    @Test
    void theGapIsNamedAndCountedToTheRecord() throws Exception {
        topics.create(TOPIC, 1, Map.of("retention.ms", "-1"));
        send(0, 20);
        assertThat(run("").status()).isEqualTo(VigieProcess.DONE);
        send(20, 60);
        topics.deleteRecordsBefore(TOPIC, 0, 50);

        VigieProcess.Ended refused = run("");
        assertThat(refused.status()).as(refused.err()).isEqualTo(VigieProcess.STOPPED);
        assertThat(refused.err()).contains(TOPIC, "partition 0, offsets 20 to 49 (30)", "failOnDataLoss");

        VigieProcess.Ended counted = run(", failOnDataLoss: false");
        assertThat(counted.status()).as(counted.err()).isEqualTo(VigieProcess.DONE);
        assertThat(counted.out()).contains("lost 30 messages", TOPIC);
        assertThat(Tables.read(directory.resolve("out/readings")).count()).isEqualTo(30);
    }

    private void send(int from, int to) {
        topics.send(
                TOPIC,
                Messages.readings(from, to).stream()
                        .map(reading -> new String(reading, StandardCharsets.UTF_8))
                        .toArray(String[]::new));
    }

    private VigieProcess.Ended run(String further) throws IOException, InterruptedException {
        Pipeline pipeline = KafkaPipeline.write(directory, directory.resolve("out"), """
                pipeline: retained
                source: { kafka: { %s%s } }
                sinks: { readings: { delta: { path: out/readings } } }
                checkpoint: out/checkpoint
                """.formatted(
                        KafkaPipeline.topic(broker.servers(), TOPIC), further));
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            return process.end();
        }
    }
}
