package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.bytes;
import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.reading;
import static io.vigie.adapters.kafka.Records.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets that no record has are no lost records: transactions and compaction leave them behind. */
class OffsetGapsTest {

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = newTopic();

    @TempDir
    private Path directory;

    private TestRun run(TestSource source) {
        TestRun run = TestRun.ofDevices(directory, source);
        run.run();
        return run;
    }

    private void transactions() {
        topics.create(topic, 1);
        topics.sendInTransaction(true, records(topic, 0, "a", "b"));
        topics.sendInTransaction(false, records(topic, 0, "aborted", "aborted too"));
        topics.sendInTransaction(true, records(topic, 0, "c"));
        topics.sendInTransaction(false, records(topic, 0, "aborted at the end"));
    }

    @Test
    void abortedRecordsAreNotRead() {
        transactions();

        TestRun run = run(TestSource.of(topic));
        topics.send(records(topic, 0, "d"));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(run.lost()).isEmpty();
    }

    @Test
    void theMarksOfTransactionsAreNoLostRecords() {
        transactions();

        TestRun run = run(TestSource.of(topic).client("isolation.level", "read_uncommitted"));
        run.run();

        assertThat(run.devices())
                .containsExactlyInAnyOrder("a", "b", "aborted", "aborted too", "c", "aborted at the end");
        assertThat(run.lost()).isEmpty();
    }

    @Test
    void batchesThatEndAmongTransactionsReadEachRecordOnce() {
        transactions();

        TestRun run = run(TestSource.of(topic).maxRecordsPerTrigger(1));

        assertThat(run.devices()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(run.lost()).isEmpty();
    }

    @Test
    void whatCompactionHasTakenIsNotLost() throws InterruptedException {
        topics.create(
                topic,
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "200",
                        "min.cleanable.dirty.ratio", "0.01",
                        "max.compaction.lag.ms", "500"));
        for (int i = 0; i < 4; i++) {
            topics.send(List.of(
                    new ProducerRecord<>(topic, 0, bytes("first"), bytes(reading("first-" + i))),
                    new ProducerRecord<>(topic, 0, bytes("second"), bytes(reading("second-" + i)))));
            Thread.sleep(250);
        }
        // The last segment is not compacted: a record that begins another one lets the ones before it be.
        topics.send(List.of(new ProducerRecord<>(topic, 0, bytes("last"), bytes(reading("last")))));
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (topics.records(topic).size() > 3 && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
        }
        assertThat(topics.records(topic)).as("what compaction left").hasSizeBetween(3, 5);

        TestRun run = run(TestSource.of(topic));

        assertThat(run.devices()).contains("first-3", "second-3", "last").hasSizeLessThan(9);
        assertThat(run.lost()).isEmpty();
    }
}
