package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records that are gone before a pipeline has read them. */
@Timeout(120)
class LostRecordsTest {

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = newTopic();

    @TempDir
    private Path directory;

    @BeforeEach
    void newTopicOfThisTest() {
        topics.create(topic, 2);
    }

    /** So many records more in a partition, each named after its offset. */
    private List<String> send(int partition, int from, int until) {
        String[] devices = IntStream.range(from, until)
                .mapToObj(offset -> partition + "-" + offset)
                .toArray(String[]::new);
        // One record a batch: Kafka's clients are never given less than a batch.
        try (Topics singly = topics.with("batch.size", "0")) {
            singly.send(records(topic, partition, devices));
        }
        return List.of(devices);
    }

    private TestSource source() {
        return TestSource.of(topic);
    }

    private TestSource tolerant() {
        return source().goingOnWithoutLostRecords();
    }

    private LostRange lost(int partition, long from, long until) {
        return new LostRange(topic, Integer.toString(partition), from, until);
    }

    /** A pipeline has read ten records of a partition; of the ten after them the first five are gone. */
    private TestRun passedByRetention(TestSource source) {
        TestRun run = TestRun.ofDevices(directory, source);
        send(0, 0, 10);
        run.run();
        send(0, 10, 20);
        topics.deleteRecordsBefore(topic, 0, 15);
        return run;
    }

    @Test
    void aPipelineThatRetentionHasPassedFailsNamingWhatIsGone() {
        TestRun run = passedByRetention(source());

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(PipelineFailed.class)
                    .isThrownBy(run::run)
                    .withMessageContaining(topic)
                    .withMessageContaining("partition 0")
                    .withMessageContaining("offsets 10 to 14")
                    .withMessageContaining("failOnDataLoss: false");
        }

        assertThat(run.devices()).hasSize(10);
    }

    @Test
    void everyPartitionWithAGapIsNamed() {
        TestRun run = TestRun.ofDevices(directory, source());
        send(0, 0, 4);
        send(1, 0, 4);
        run.run();
        send(0, 4, 10);
        send(1, 4, 10);
        topics.deleteRecordsBefore(topic, 0, 5);
        topics.deleteRecordsBefore(topic, 1, 9);

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(run::run)
                .withMessageContaining("partition 0")
                .withMessageContaining("partition 1")
                .withMessageContaining("offsets 4 to 8");
    }

    @Test
    void aTopicMadeAnewWithMoreRecordsThanWereReadIsNoticed() {
        TestRun run = TestRun.ofDevices(directory, source());
        send(0, 0, 4);
        run.run();
        topics.delete(topic);
        topics.create(topic, 2);
        send(0, 0, 20);

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(run::run)
                .withMessageContaining("topic " + topic + " was made anew")
                .withMessageContaining("Move the checkpoint away");
        assertThat(run.devices()).hasSize(4);
    }

    @Test
    void aTopicThatIsDeletedWhileItIsReadIsNamed() throws Exception {
        send(0, 0, 4);
        TestRun run = TestRun.ofDevices(directory, source()).change(pipeline -> pipeline.every(Duration.ofMillis(200)));
        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.devices().size() == 4);
            topics.delete(topic);

            assertThatExceptionOfType(PipelineFailed.class)
                    .isThrownBy(running::awaitEnd)
                    .withMessageContaining(topic);
        } finally {
            running.stop();
        }
    }

    @Test
    void whereItMayGoOnItCountsExactlyWhatIsGone() {
        TestRun run = passedByRetention(tolerant());
        run.run();

        assertThat(run.lost()).containsExactly(lost(0, 10, 15));
        assertThat(run.devices()).hasSize(15).contains("0-15", "0-19").doesNotContain("0-14");

        send(0, 20, 22);
        run.run();
        assertThat(run.lost()).hasSize(1);
        assertThat(run.devices()).hasSize(17);
    }

    @Test
    void aPipelineThatFailedGoesOnWhereTheSettingIsChanged() {
        TestRun run = passedByRetention(source());
        assertThatExceptionOfType(PipelineFailed.class).isThrownBy(run::run);

        run.reading(tolerant()).run();

        assertThat(run.lost()).containsExactly(lost(0, 10, 15));
        assertThat(run.devices()).hasSize(15);
    }

    @Test
    void allOfAPartitionMayBeGone() {
        TestRun run = TestRun.ofDevices(directory, tolerant());
        send(0, 0, 10);
        run.run();
        send(0, 10, 20);
        send(1, 0, 3);
        topics.deleteRecordsBefore(topic, 0, 20);
        run.run();

        assertThat(run.lost()).containsExactly(lost(0, 10, 20));
        assertThat(run.devices()).hasSize(13);

        send(0, 20, 21);
        run.run();
        assertThat(run.devices()).contains("0-20").hasSize(14);
        assertThat(run.lost()).hasSize(1);
    }

    @Test
    void eachPartitionIsCountedByItself() {
        TestRun run = TestRun.ofDevices(directory, tolerant());
        send(0, 0, 4);
        send(1, 0, 4);
        run.run();
        send(0, 4, 10);
        send(1, 4, 10);
        topics.deleteRecordsBefore(topic, 0, 5);
        topics.deleteRecordsBefore(topic, 1, 9);
        run.run();

        assertThat(run.lost()).containsExactlyInAnyOrder(lost(0, 4, 5), lost(1, 4, 9));
        assertThat(run.devices()).hasSize(14);
    }

    @Test
    void batchesThatLieWithinTheGapCountTheirOwnPart() {
        TestRun run = TestRun.ofDevices(directory, tolerant().maxRecordsPerTrigger(4));
        send(0, 0, 4);
        run.run();
        send(0, 4, 20);
        topics.deleteRecordsBefore(topic, 0, 15);
        run.run();

        assertThat(run.lost().stream().mapToLong(LostRange::count).sum()).isEqualTo(11);
        assertThat(run.devices()).hasSize(9).contains("0-15", "0-19");
    }

    @Test
    void whatGoesWhileThePipelineRunsIsCountedToo() throws Exception {
        List<String> all = send(0, 0, 200);
        TestRun run = TestRun.ofDevices(directory, slowly(tolerant()))
                .change(pipeline -> pipeline.every(Duration.ofMillis(100)));
        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.reports().size() >= 2);
            topics.deleteRecordsBefore(topic, 0, 150);
            TestRun.await(running, () -> run.devices().contains("0-199"));
        } finally {
            running.stop();
        }

        List<String> readOrLost = new ArrayList<>(run.devices());
        for (LostRange range : run.lost()) {
            LongStream.range(range.from(), range.until()).forEach(offset -> readOrLost.add("0-" + offset));
        }
        assertThat(readOrLost).containsExactlyInAnyOrderElementsOf(all);
        assertThat(run.lost()).isNotEmpty();
    }

    @Test
    void whatGoesWhileThePipelineRunsEndsItWhereItMayNotGoOn() throws Exception {
        send(0, 0, 200);
        TestRun run = TestRun.ofDevices(directory, slowly(source()))
                .change(pipeline -> pipeline.every(Duration.ofMillis(100)));
        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.reports().size() >= 2);
            topics.deleteRecordsBefore(topic, 0, 150);

            assertThatExceptionOfType(PipelineFailed.class)
                    .isThrownBy(running::awaitEnd)
                    .withMessageContaining(topic)
                    .withMessageContaining("partition 0")
                    .withMessageMatching("(?s).*offsets \\d+ to \\d+.*");
        } finally {
            running.stop();
        }
        assertThat(run.devices()).doesNotContain("0-150");
    }

    /** A few records a batch, and little that the client has read ahead. */
    private static TestSource slowly(TestSource source) {
        return source.maxRecordsPerTrigger(10)
                .client("max.poll.records", "5")
                .client("max.partition.fetch.bytes", "500")
                .client("fetch.max.bytes", "500");
    }
}
