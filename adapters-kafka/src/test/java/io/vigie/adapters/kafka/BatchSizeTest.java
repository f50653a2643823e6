package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.port.out.BatchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much one batch takes, and how many tasks read it. */
class BatchSizeTest {

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = newTopic();

    @TempDir
    private Path directory;

    @BeforeEach
    void newRecords() {
        topics.create(topic, 2);
        topics.send(records(topic, 0, "a0", "a1", "a2", "a3", "a4", "a5"));
        topics.send(records(topic, 1, "b0", "b1", "b2"));
    }

    @Test
    void noBatchTakesMoreThanIsAllowed() {
        TestRun run = TestRun.of(directory, TestSource.of(topic).maxRecordsPerTrigger(3));
        List<BatchReport> batches = run.run();

        assertThat(batches)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(batch -> assertThat(batch.readings()).isBetween(1L, 3L));
        assertThat(run.devices()).containsExactlyInAnyOrder("a0", "a1", "a2", "a3", "a4", "a5", "b0", "b1", "b2");
    }

    @Test
    void whatIsLeftIsToldOfEachPartition() {
        List<BatchReport> batches = TestRun.of(directory, TestSource.of(topic).maxRecordsPerTrigger(3))
                .run();

        assertThat(batches.get(0).backlog().keySet()).containsExactlyInAnyOrder(topic + "-0", topic + "-1");
        assertThat(batches.get(0).backlog().values().sum().longValue())
                .isEqualTo(9 - batches.get(0).readings());
        assertThat(batches.get(batches.size() - 1).backlog().values()).containsOnly(0L);
    }

    /** As after a crash between a batch's tables and its commit: nobody has planned it since, and asked how much there is. */
    @Test
    void aBatchThatIsRepeatedTellsWhatHasComeSince() throws IOException {
        TestRun run = TestRun.of(directory, TestSource.of(topic));
        long number = run.run().get(0).number();
        Path commits = directory.resolve("checkpoint/commits");
        Files.delete(commits.resolve(Long.toString(number)));
        Files.deleteIfExists(commits.resolve("." + number + ".crc"));
        topics.send(records(topic, 1, "b3", "b4"));

        BatchReport repeated = run.run().get(0);

        assertThat(repeated.number()).isEqualTo(number);
        assertThat(repeated.backlog().toJavaMap()).isEqualTo(Map.of(topic + "-0", 0L, topic + "-1", 2L));
    }

    @Test
    void morePartitionsThanTheTopicHasReadItInParts() throws Exception {
        List<Integer> tasks = new CopyOnWriteArrayList<>();
        VoidFunction2<Dataset<Row>, Long> count =
                (rows, batch) -> tasks.add(rows.rdd().getNumPartitions());
        new KafkaConnector()
                .source(TestSource.of(topic).minPartitions(3).plan())
                .get()
                .open(TestSession.get())
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", directory.toString())
                .foreachBatch(count)
                .start()
                .awaitTermination();

        assertThat(tasks).singleElement().satisfies(number -> assertThat(number).isGreaterThanOrEqualTo(3));

        TestRun run =
                TestRun.of(directory.resolve("pipeline"), TestSource.of(topic).minPartitions(5));
        run.run();
        assertThat(run.devices()).containsExactlyInAnyOrder("a0", "a1", "a2", "a3", "a4", "a5", "b0", "b1", "b2");
    }
}
