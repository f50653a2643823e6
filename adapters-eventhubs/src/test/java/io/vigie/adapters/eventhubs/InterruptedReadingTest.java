package io.vigie.adapters.eventhubs;

import static io.vigie.adapters.eventhubs.TestEvents.device;
import static io.vigie.adapters.eventhubs.TestEvents.events;
import static io.vigie.adapters.spark.testing.SameElements.assertSameElements;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.eventhubs.testing.AmqpError;
import io.vigie.adapters.eventhubs.testing.Faults;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.spark.testing.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to links and connections costs no event, and brings none twice. */
@Timeout(240)
class InterruptedReadingTest {

    private static final int PARTITIONS = 4;
    private static final int EVENTS = 10_000;

    /** As many that every fault finds some on the way. */
    private static final int EVENTS_FOR_FIFTY_FAULTS = 20_000;

    private final Faults faults = TestSource.shared().faults();

    @TempDir
    private Path directory;

    @AfterEach
    void noMoreFaults() {
        faults.clear();
    }

    private static Hub filled(int events) {
        Hub hub = TestSource.newHub(PARTITIONS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            hub.publish(partition, events(partition, 0, events));
        }
        return hub;
    }

    private static List<String> all(int events) {
        return IntStream.range(0, PARTITIONS)
                .boxed()
                .flatMap(partition -> IntStream.range(0, events).mapToObj(number -> device(partition, number)))
                .toList();
    }

    @Test
    void fiftyDetachesAndDroppedConnectionsLeaveEveryEventThereOnce() {
        Hub hub = filled(EVENTS_FOR_FIFTY_FAULTS);
        faults.detachEvery(700, AmqpError.SERVER_BUSY, 15);
        faults.detachEvery(1_100, AmqpError.DETACH_FORCED, 15);
        faults.detachEvery(900, AmqpError.INTERNAL_ERROR, 5);
        faults.dropEvery(1_300, 15);
        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub).maxEventsPerTrigger(9_000));

        run.run();

        assertThat(faults.outstanding()).as("faults that did not happen").isZero();
        assertSameElements(run.devices(), all(EVENTS_FOR_FIFTY_FAULTS));
        assertThat(run.lost()).isEmpty();
    }

    @Test
    void anOutageIsWaitedFor() throws Exception {
        Hub hub = filled(EVENTS);
        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub).maxEventsPerTrigger(2_000))
                .change(pipeline -> pipeline.every(Duration.ofMillis(50)));
        var running = run.start();
        try {
            TestRun.await(running, () -> run.devices().size() > 3_000);
            faults.refuseConnections(Duration.ofSeconds(5));
            faults.dropConnections();
            TestRun.await(running, () -> run.devices().size() >= PARTITIONS * EVENTS);
        } finally {
            running.stop();
        }

        assertSameElements(run.devices(), all(EVENTS));
    }
}
