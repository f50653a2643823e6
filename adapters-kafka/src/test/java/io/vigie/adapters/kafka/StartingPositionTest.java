package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.reading;
import static io.vigie.adapters.kafka.Records.record;
import static io.vigie.adapters.kafka.Records.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.plan.KafkaPosition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a pipeline begins that has no checkpoint yet. */
class StartingPositionTest {

    private static final long TIME = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = newTopic();

    @TempDir
    private Path directory;

    @BeforeEach
    void newRecords() {
        topics.create(topic, 3);
        topics.send(records(topic, 0, "a0", "a1", "a2"));
        topics.send(records(topic, 1, "b0", "b1"));
    }

    private TestRun starting(KafkaPosition position) {
        return TestRun.ofDevices(directory, TestSource.of(topic).starting(position));
    }

    @Test
    void earliestIsTheOldestRecordThatIsThere() {
        topics.deleteRecordsBefore(topic, 0, 1);

        TestRun run = starting(new KafkaPosition.Earliest());
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a1", "a2", "b0", "b1");
        assertThat(run.lost()).isEmpty();
    }

    @Test
    void latestIsWhatComesAfterTheFirstStart() {
        TestRun run = starting(new KafkaPosition.Latest());

        assertThat(run.run()).isEmpty();
        topics.send(records(topic, 1, "b2"));
        topics.send(records(topic, 2, "c0"));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("b2", "c0");
    }

    @Test
    void offsetsAreByPartitionAndOneThatIsNotNamedBeginsAtItsOldest() {
        TestRun run = starting(
                new KafkaPosition.Offsets(HashMap.of(topic, HashMap.of(0, 2L, 2, KafkaPosition.Offsets.LATEST))));
        topics.send(records(topic, 2, "c0"));
        run.run();
        topics.send(records(topic, 2, "c1"));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a2", "b0", "b1", "c1");
    }

    @Test
    void eachPartitionMayBeginInItsOwnWay() {
        TestRun run = starting(new KafkaPosition.ByPartition(
                HashMap.of(
                        0,
                        new KafkaPosition.Offset(1),
                        1,
                        new KafkaPosition.Time(Instant.parse("2099-01-01T00:00:00Z"))),
                new KafkaPosition.Latest()));
        topics.send(records(topic, 2, "c0"));
        assertThat(run.run()).isNotEmpty();
        topics.send(records(topic, 1, "b2"));
        topics.send(records(topic, 2, "c1"));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a1", "a2", "b2", "c1");
    }

    @Test
    void anOffsetAloneIsThatOfEveryPartition() {
        topics.send(records(topic, 2, "c0", "c1"));

        TestRun run = starting(new KafkaPosition.Offset(1));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a1", "a2", "b1", "c1");
    }

    @Test
    void aTimeIsTheFirstRecordOfEachPartitionThatIsNoOlder() {
        String timed = newTopic();
        topics.create(timed, 3);
        topics.send(List.of(
                record(timed, 0, TIME - 1, reading("before")),
                record(timed, 0, TIME, reading("at")),
                // Kafka goes by the first one that is no older: what follows it is read whatever its time.
                record(timed, 0, TIME - 5, reading("older behind it")),
                record(timed, 1, TIME - 2, reading("all before")),
                record(timed, 1, TIME - 1, reading("all before, too"))));

        TestRun run = TestRun.ofDevices(
                directory, TestSource.of(timed).starting(new KafkaPosition.Time(Instant.ofEpochMilli(TIME))));
        run.run();
        topics.send(List.of(
                record(timed, 1, TIME - 9, reading("later in 1")), record(timed, 2, TIME - 9, reading("later in 2"))));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("at", "older behind it", "later in 1", "later in 2");
    }

    @Test
    void aCheckpointKnowsBetter() {
        starting(new KafkaPosition.Earliest()).run();
        topics.send(records(topic, 0, "a3"));

        TestRun again = starting(new KafkaPosition.Offsets(HashMap.of(topic, HashMap.of(0, 0L))));
        again.run();

        assertThat(again.devices()).containsExactly("a3");
    }
}
