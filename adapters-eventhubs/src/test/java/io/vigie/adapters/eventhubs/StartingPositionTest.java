package io.vigie.adapters.eventhubs;

import static io.vigie.adapters.eventhubs.TestEvents.device;
import static io.vigie.adapters.eventhubs.TestEvents.event;
import static io.vigie.adapters.eventhubs.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.plan.EventHubPosition;
import io.vigie.application.port.out.PipelineFailed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StartingPositionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Hub hub = TestSource.newHub(3);

    @TempDir
    private Path directory;

    /** Ten events in partition 0, a second apart; ten in partition 1, now; none in partition 2. */
    @BeforeEach
    void fill() {
        for (int number = 0; number < 10; number++) {
            hub.publishAt(START.plusSeconds(number), 0, event(device(0, number)));
        }
        hub.publish(1, events(1, 0, 10));
    }

    private static List<String> devices(int partition, int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> device(partition, number))
                .toList();
    }

    private TestRun run(EventHubPosition position) {
        return TestRun.ofDevices(
                directory,
                TestSource.of(hub).starting(new EventHubPosition.Latest()).startingIn(0, position));
    }

    @Test
    void atTheOldestEvent() {
        TestRun run = run(new EventHubPosition.Earliest());
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrderElementsOf(devices(0, 0, 10));
    }

    @Test
    void afterTheNewestEventThatWasThereAtTheFirstStart() {
        TestRun run = run(new EventHubPosition.Latest());
        run.run();
        assertThat(run.devices()).isEmpty();

        hub.publish(0, event("new"));
        hub.publish(2, event("first"));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrder("new", "first");
    }

    @Test
    void atASequenceNumber() {
        TestRun run = run(new EventHubPosition.SequenceNumber(7));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrderElementsOf(devices(0, 7, 10));
    }

    @Test
    void atAnOffset() {
        TestRun run = run(
                new EventHubPosition.Offset(Long.toString(hub.events(0).get(4).offset())));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrderElementsOf(devices(0, 4, 10));
    }

    @Test
    void atATime() {
        TestRun run = run(new EventHubPosition.EnqueuedTime(START.plusSeconds(3)));
        run.run();

        assertThat(run.devices()).containsExactlyInAnyOrderElementsOf(devices(0, 3, 10));
    }

    @Test
    void atATimeThatNoEventHasReached() {
        TestRun run = run(new EventHubPosition.EnqueuedTime(START.plusSeconds(3_600)));
        run.run();

        assertThat(run.devices()).isEmpty();
    }

    @Test
    void notBeyondTheEnd() {
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> run(new EventHubPosition.SequenceNumber(11)).run())
                .withMessageContaining("ends at sequence number 10");
    }

    @Test
    void notInAPartitionThatIsNotThere() {
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> TestRun.ofDevices(
                                directory, TestSource.of(hub).startingIn(3, new EventHubPosition.Earliest()))
                        .run())
                .withMessageContaining("no partition 3");
    }

    @Test
    void whatIsAvailableIsReadOnceAndLaterWhatIsNew() {
        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub).maxEventsPerTrigger(7));
        run.run();
        assertThat(run.devices()).hasSize(20);
        assertThat(run.reports()).hasSizeGreaterThan(2);

        hub.publish(2, events(2, 0, 5));
        run.run();

        assertThat(run.devices()).hasSize(25).doesNotHaveDuplicates();
    }
}
