package io.vigie.adapters.eventhubs;

import static io.vigie.adapters.eventhubs.TestEvents.device;
import static io.vigie.adapters.eventhubs.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.eventhubs.testing.Hub;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events that retention has taken before a pipeline has read them. */
@Timeout(150)
class LostEventsTest {

    private final Hub hub = TestSource.newHub(2);

    @TempDir
    private Path directory;

    private LostRange lost(int partition, long from, long until) {
        return new LostRange(hub.name(), Integer.toString(partition), from, until);
    }

    /** A pipeline has read ten events of a partition; of the ten after them the first five are gone. */
    private TestRun passedByRetention(TestSource source) {
        TestRun run = TestRun.ofDevices(directory, source);
        hub.publish(0, events(0, 0, 10));
        run.run();
        hub.publish(0, events(0, 10, 20));
        hub.truncate(0, 15);
        return run;
    }

    @Test
    void aPipelineThatRetentionHasPassedFailsNamingWhatIsGone() {
        TestRun run = passedByRetention(TestSource.of(hub));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(PipelineFailed.class)
                    .isThrownBy(run::run)
                    .withMessageContaining(hub.name())
                    .withMessageContaining("partition 0")
                    .withMessageContaining("offsets 10 to 14")
                    .withMessageContaining("failOnDataLoss: false");
        }

        assertThat(run.devices()).hasSize(10);
    }

    @Test
    void everyPartitionThatRetentionHasPassedIsNamed() {
        TestRun run = passedByRetention(TestSource.of(hub));
        hub.publish(1, events(1, 0, 8));
        hub.truncate(1, 3);

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(run::run)
                .withMessageContaining("partition 0")
                .withMessageContaining("offsets 10 to 14")
                .withMessageContaining("partition 1")
                .withMessageContaining("offsets 0 to 2");
    }

    @Test
    void whatCompactionHasTakenIsNotLost() {
        hub.publish(0, events(0, 0, 20));
        hub.compact(0, 3, 7);
        hub.compact(0, 12, 13);

        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub));
        run.run();

        assertThat(run.devices()).hasSize(15).contains(device(0, 2), device(0, 7), device(0, 19));
        assertThat(run.lost()).isEmpty();
    }

    @Test
    void aPipelineThatFailedGoesOnAndCountsWhereTheSettingIsChanged() {
        TestRun run = passedByRetention(TestSource.of(hub));
        assertThatExceptionOfType(PipelineFailed.class).isThrownBy(run::run);

        run.reading(TestSource.of(hub).goingOnWithoutLostEvents()).run();

        assertThat(run.lost()).containsExactly(lost(0, 10, 15));
        assertThat(run.devices()).hasSize(15).contains(device(0, 15), device(0, 19));
    }

    @Test
    void allOfAPartitionMayBeGone() {
        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub).goingOnWithoutLostEvents());
        hub.publish(0, events(0, 0, 10));
        run.run();
        hub.publish(0, events(0, 10, 20));
        hub.publish(1, events(1, 0, 3));
        hub.truncate(0, 20);
        run.run();

        assertThat(run.lost()).containsExactly(lost(0, 10, 20));
        assertThat(run.devices()).hasSize(13);

        hub.publish(0, events(0, 20, 21));
        run.run();
        assertThat(run.devices()).contains(device(0, 20)).hasSize(14);
        assertThat(run.lost()).hasSize(1);
    }

    @Test
    void whatGoesWhileThePipelineRunsIsCountedToo() throws Exception {
        hub.publish(0, events(0, 0, 200));
        TestRun run = TestRun.ofDevices(
                        directory,
                        TestSource.of(hub)
                                .goingOnWithoutLostEvents()
                                .maxEventsPerTrigger(10)
                                .option("eventhubs.prefetchCount", "5"))
                .change(pipeline -> pipeline.every(Duration.ofMillis(100)));
        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.reports().size() >= 2);
            hub.truncate(0, 150);
            TestRun.await(running, () -> run.devices().contains(device(0, 199)));
        } finally {
            running.stop();
        }

        List<String> readOrLost = new ArrayList<>(run.devices());
        for (LostRange range : run.lost()) {
            LongStream.range(range.from(), range.until()).forEach(offset -> readOrLost.add(device(0, offset)));
        }
        assertThat(readOrLost)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200)
                        .mapToObj(number -> device(0, number))
                        .toList());
        assertThat(run.lost()).isNotEmpty();
    }

    @Test
    void aHubThatWasMadeAnewEndsThePipeline() {
        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub));
        hub.publish(0, events(0, 0, 10));
        run.run();
        TestSource.shared().deleteHub(hub.name());
        TestSource.shared().createHub(hub.name(), 2).publish(0, events(0, 0, 5));

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(run::run)
                .withMessageContaining("partition 0 was read up to offset 10")
                .withMessageContaining("hub was removed or made anew");
    }
}
