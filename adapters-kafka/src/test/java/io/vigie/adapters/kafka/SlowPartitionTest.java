package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.record;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.SlowPartition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowPartitionTest {

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = newTopic();

    @TempDir
    private Path directory;

    @Test
    void theClockWaitsForThePartitionThatIsBehind() {
        topics.create(topic, 2);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        SlowPartition slow = SlowPartition.filled(
                directory,
                (partition, arrival, message) ->
                        records.add(record(topic, partition, arrival.toEpochMilli(), message)));
        topics.send(records);

        slow.mustHoldTheClock(TestSource.of(topic).maxRecordsPerTrigger(SlowPartition.MOST_MESSAGES), topic);
    }
}
