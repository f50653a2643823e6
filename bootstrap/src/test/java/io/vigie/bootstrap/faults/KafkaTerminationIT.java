package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a pipeline that waits for a broker which is away. */
class KafkaTerminationIT {

    private static final String READINGS = "readings";
    private static final String ALARMS = "alarms";
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(30);
    private static final long MILLISECONDS_TO_MISS_IT = 3_000;

    @TempDir
    private Path directory;

    @Test
    void itEndsOnASignalAllTheSame() throws Exception {
        try (TestBroker broker = TestBroker.start(directory.resolve("broker"))) {
            isTerminatedWhileItWaitsFor(broker);
        }
    }

    @Test
    @Tag("long")
    void itGoesOnLater() throws Exception {
        try (TestBroker broker = TestBroker.start(directory.resolve("broker"))) {
            isTerminatedWhileItWaitsFor(broker);
            broker.startAgain();
            Pipeline toTheEnd = pipeline(broker, "availableNow: true");
            try (VigieProcess process = VigieProcess.run(toTheEnd)) {
                VigieProcess.Ended ended = process.end();
                assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
            }
            assertThat(Tables.read(toTheEnd.out().resolve("readings")).count())
                    .isEqualTo(Tables.topic(broker.servers(), READINGS).count())
                    .isGreaterThanOrEqualTo(50);
            Tables.assertNothingTwice(toTheEnd);
        }
    }

    private void isTerminatedWhileItWaitsFor(TestBroker broker) throws Exception {
        Topics topics = broker.topics();
        topics.create(READINGS, 2, Map.of("retention.ms", "-1"));
        topics.create(ALARMS, 1, Map.of("retention.ms", "-1"));
        send(topics, 0, 50);
        Pipeline watching = pipeline(broker, "every: 200ms");
        try (VigieProcess process = VigieProcess.run(watching)) {
            process.await("the first records were read", () -> watching.batchesDone() > 0);
            send(topics, 50, 100);
            broker.kill();
            Thread.sleep(MILLISECONDS_TO_MISS_IT);
            process.terminate();
            VigieProcess.Ended ended = process.end(LONGEST_FAREWELL);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
        }
    }

    private static void send(Topics topics, int from, int to) throws Exception {
        for (byte[] reading : Messages.readings(from, to)) {
            topics.send(READINGS, new String(reading, StandardCharsets.UTF_8));
        }
    }

    private Pipeline pipeline(TestBroker broker, String trigger) throws Exception {
        return KafkaPipeline.toTables(
                directory,
                KafkaPipeline.topic(broker.servers(), READINGS),
                directory.resolve("out"),
                KafkaPipeline.topic(broker.servers(), ALARMS),
                "",
                trigger);
    }
}
