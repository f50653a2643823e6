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

/** Where a pipeline ends that takes what there is. */
class EndingPositionTest {

    private static final long TIME = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = newTopic();

    @TempDir
    private Path directory;

    @BeforeEach
    void newRecords() {
        topics.create(topic, 2);
        topics.send(records(topic, 0, "a0", "a1", "a2"));
        topics.send(records(topic, 1, "b0", "b1"));
    }

    private static KafkaPosition offset(String topic, int partition, long offset) {
        return new KafkaPosition.Offsets(HashMap.of(topic, HashMap.of(partition, offset)));
    }

    @Test
    void anOffsetIsNotReadAnyMoreAndAPartitionThatIsNotNamedIsReadToItsEnd() {
        TestRun run = TestRun.ofDevices(directory, TestSource.of(topic).ending(offset(topic, 0, 1)));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a0", "b0", "b1");
    }

    @Test
    void anEndIsKeptAcrossBatchesAndARestart() {
        TestSource source = TestSource.of(topic).maxRecordsPerTrigger(1).ending(offset(topic, 0, 2));
        TestRun run = TestRun.ofDevices(directory, source);
        run.run();
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a0", "a1", "b0", "b1");
    }

    @Test
    void aLaterEndGoesOnWhereTheEarlierOneWas() {
        TestRun run = TestRun.ofDevices(directory, TestSource.of(topic).ending(offset(topic, 0, 1)));
        run.run();
        run.reading(TestSource.of(topic)).run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a0", "a1", "a2", "b0", "b1");
    }

    @Test
    void aTimeEndsBeforeTheFirstRecordOfEachPartitionThatIsNoOlder() {
        String timed = newTopic();
        topics.create(timed, 3);
        topics.send(List.of(
                record(timed, 0, TIME - 1, reading("before")),
                record(timed, 0, TIME, reading("at")),
                record(timed, 0, TIME - 1, reading("behind it")),
                record(timed, 1, TIME - 2, reading("all before")),
                record(timed, 2, TIME + 1, reading("after"))));

        TestRun run = TestRun.ofDevices(
                directory, TestSource.of(timed).ending(new KafkaPosition.Time(Instant.ofEpochMilli(TIME))));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("before", "all before");
    }

    @Test
    void anEndBeyondWhatIsThereIsTheEndOfThat() {
        TestRun run = TestRun.ofDevices(directory, TestSource.of(topic).ending(offset(topic, 0, 1_000)));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("a0", "a1", "a2", "b0", "b1");
    }
}
