package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a pipeline whose hub is there, and then is not as it was. */
class EventHubsFaultsIT {

    private static final String HUB = "boilers";
    private static final Duration LONGEST_END = Duration.ofSeconds(60);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(30);
    private static final long MILLISECONDS_TO_MISS_IT = 3_000;
    private static final String WATCHING = "trigger: { every: 200ms }";

    @TempDir
    private Path directory;

    private LocalEventHubs hubs;
    private Hub hub;

    @BeforeEach
    void start() {
        hubs = LocalEventHubs.start();
        hub = hubs.createHub(HUB, 2, "vigie");
    }

    /** Wherever a test has ended, the key is in nothing that it left; what was said is there too. */
    @AfterEach
    void stop() throws IOException {
        hubs.close();
        Canary canary = new Canary(hubs.rootPolicy().key());
        assertThat(Directories.files(directory))
                .isNotEmpty()
                .noneSatisfy(file ->
                        assertThat(canary.isIn(Files.readAllBytes(file))).isTrue());
    }

    private void publish(int partition, int from, int to) {
        Messages.readings(from, to).forEach(reading -> hub.publish(partition, Event.of(reading)));
    }

    private Pipeline pipeline(String source, String... further) throws IOException {
        return HubPipeline.toReadings(directory, HubPipeline.hub(hub) + source, further);
    }

    private VigieProcess.Ended run(String source) throws IOException, InterruptedException {
        try (VigieProcess process = HubPipeline.run(pipeline(source), hubs)) {
            return process.end(LONGEST_END);
        }
    }

    private void endsWell(String source) throws IOException, InterruptedException {
        VigieProcess.Ended ended = run(source);
        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
    }

    /** Partition and sequence number of each reading, and what it says. */
    private void assertReadings(List<String> expected) {
        assertThat(Tables.read(directory.resolve("out/readings"))
                        .selectExpr("concat_ws(' ', partition, offset, cast(value as int))")
                        .as(Encoders.STRING())
                        .collectAsList())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Those of a partition that begins with the reading of a number. */
    private static List<String> readings(int partition, int first, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(offset -> partition + " " + offset + " " + (first + offset))
                .toList();
    }

    private static List<String> all(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void anotherReaderOfItsGroupEndsItWhichNamesTheGroupAndItGoesOnWhenStartedAgain() throws Exception {
        publish(0, 0, 30);
        String group = ", consumerGroup: vigie";
        Pipeline watching = pipeline(group, WATCHING);
        try (VigieProcess process = HubPipeline.run(watching, hubs)) {
            process.await("the first events were read", () -> watching.batchesDone() > 0);
            hubs.faults().steal(hub, "vigie", 0);
            publish(0, 30, 60);
            publish(1, 60, 90);
            VigieProcess.Ended ended = process.end(LONGEST_END);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.STOPPED);
            assertThat(ended.err())
                    .contains("Another reader has taken over the partition 0 in consumer group vigie of hub boilers");
        }

        endsWell(group);

        assertReadings(all(readings(0, 0, 0, 60), readings(1, 60, 0, 30)));
    }

    @Test
    @Tag("long")
    void eventsThatRetentionTookStopItAndAreCountedOnDemand() throws Exception {
        publish(0, 0, 20);
        endsWell("");
        publish(0, 20, 60);
        hub.truncate(0, 50);

        VigieProcess.Ended stopped = run("");
        VigieProcess.Ended counted = run(", failOnDataLoss: false");

        assertThat(stopped.status()).as(stopped.err()).isEqualTo(VigieProcess.STOPPED);
        assertThat(stopped.err())
                .contains(
                        "hub boilers partition 0, offsets 20 to 49 (30)", "failOnDataLoss: false in source.eventhubs");
        assertThat(counted.status()).as(counted.err()).isEqualTo(VigieProcess.DONE);
        assertThat(counted.out()).contains("lost 30 messages");
        assertReadings(all(readings(0, 0, 0, 20), readings(0, 0, 50, 60)));
    }

    @Test
    @Tag("long")
    void aPipelineWhoseHubIsAwayEndsOnASignalAndGoesOnLater() throws Exception {
        publish(0, 0, 30);
        Pipeline watching = pipeline("", WATCHING);
        try (VigieProcess process = HubPipeline.run(watching, hubs)) {
            process.await("the first events were read", () -> watching.batchesDone() > 0);
            hubs.stop();
            publish(0, 30, 60);
            Thread.sleep(MILLISECONDS_TO_MISS_IT);
            process.terminate();
            VigieProcess.Ended ended = process.end(LONGEST_FAREWELL);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
        }
        hubs.startAgain();
        publish(1, 60, 90);

        endsWell("");

        assertReadings(all(readings(0, 0, 0, 60), readings(1, 60, 0, 30)));
    }
}
