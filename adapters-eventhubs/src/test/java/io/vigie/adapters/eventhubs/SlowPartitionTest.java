package io.vigie.adapters.eventhubs;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.spark.testing.SlowPartition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SlowPartitionTest {

    private final Hub hub = TestSource.newHub(2);

    @TempDir
    private Path directory;

    @Test
    void theClockWaitsForThePartitionThatIsBehind() {
        SlowPartition slow = SlowPartition.filled(
                directory, (partition, arrival, message) -> hub.publishAt(arrival, partition, Event.of(message)));

        slow.mustHoldTheClock(TestSource.of(hub).maxEventsPerTrigger(SlowPartition.MOST_MESSAGES), hub.name());
    }
}
