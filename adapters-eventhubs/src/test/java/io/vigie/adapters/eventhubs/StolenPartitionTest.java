package io.vigie.adapters.eventhubs;

import static io.vigie.adapters.eventhubs.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.azure.eventhubs.EventHubClient;
import com.microsoft.azure.eventhubs.EventPosition;
import com.microsoft.azure.eventhubs.PartitionReceiver;
import com.microsoft.azure.eventhubs.ReceiverDisconnectedException;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.port.out.PipelineFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A consumer group is for one pipeline at a time. */
@Timeout(120)
class StolenPartitionTest {

    private static final Duration QUESTIONS_UNANSWERED = Duration.ofMillis(2_500);

    private final Hub hub = TestSource.newHub(1);

    @TempDir
    private Path directory;

    @Test
    void anotherReaderEndsThePipelineWhichSaysSo() throws Exception {
        hub.publish(0, events(0, 0, 10));
        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub))
                .change(pipeline -> pipeline.every(Duration.ofMillis(200)));
        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.devices().size() == 10);
            TestSource.shared().faults().steal(hub, Hub.DEFAULT_GROUP, 0);
            Instant stolen = Instant.now();
            hub.publish(0, events(0, 10, 20));

            assertThatExceptionOfType(PipelineFailed.class)
                    .isThrownBy(running::awaitEnd)
                    .withMessageContaining("Another reader has taken over")
                    .withMessageContaining("consumer group $Default")
                    .withMessageContaining("hub " + hub.name());
            assertThat(Duration.between(stolen, Instant.now())).isLessThan(Duration.ofSeconds(30));
        } finally {
            running.stop();
        }
    }

    /** A question to the hub is answered with nothing after a while, and another one is asked. */
    @Test
    void aLinkThatRestedLongerThanAQuestionTakesIsWatchedAllTheSame() throws Exception {
        hub.publish(0, events(0, 0, 10));
        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub).option("receiverTimeout", "PT1S"))
                .change(pipeline -> pipeline.every(Duration.ofMillis(200)));
        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.devices().size() == 10);
            Thread.sleep(QUESTIONS_UNANSWERED.toMillis());
            TestSource.shared().faults().steal(hub, Hub.DEFAULT_GROUP, 0);
            hub.publish(0, events(0, 10, 20));

            assertThatExceptionOfType(PipelineFailed.class)
                    .isThrownBy(running::awaitEnd)
                    .withMessageContaining("Another reader has taken over");
        } finally {
            running.stop();
        }
    }

    /** Else two pipelines of a group take it from each other, time and again. */
    @Test
    void whoBeganEarlierCannotTakeThePartitionBack() throws Exception {
        hub.publish(0, events(0, 0, 10));
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
        EventHubClient earlier = EventHubClient.createFromConnectionStringSync(hub.connectionString(), threads);
        PartitionReceiver held =
                earlier.createEpochReceiverSync(Hub.DEFAULT_GROUP, "0", EventPosition.fromStartOfStream(), 7);
        TestRun run = TestRun.ofDevices(directory, TestSource.of(hub))
                .change(pipeline -> pipeline.every(Duration.ofMillis(200)));
        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.devices().size() == 10);
            assertThatExceptionOfType(ReceiverDisconnectedException.class)
                    .isThrownBy(() -> earlier.createEpochReceiverSync(
                            Hub.DEFAULT_GROUP, "0", EventPosition.fromStartOfStream(), 7));

            hub.publish(0, events(0, 10, 20));
            TestRun.await(running, () -> run.devices().size() == 20);
        } finally {
            running.stop();
            var unused = held.close();
            earlier.closeSync();
            threads.shutdownNow();
        }
    }

    @Test
    void theSecondPipelineOfAGroupEndsTheFirst() throws Exception {
        hub.publish(0, events(0, 0, 10));
        TestRun first = TestRun.ofDevices(directory.resolve("first"), TestSource.of(hub))
                .change(pipeline -> pipeline.every(Duration.ofMillis(200)));
        TestRun second = TestRun.ofDevices(directory.resolve("second"), TestSource.of(hub))
                .change(pipeline -> pipeline.named("second"));
        RunningPipeline running = first.start();
        try {
            TestRun.await(running, () -> first.devices().size() == 10);
            second.run();
            assertThat(second.devices()).hasSize(10);
            hub.publish(0, events(0, 10, 20));

            assertThatExceptionOfType(PipelineFailed.class)
                    .isThrownBy(running::awaitEnd)
                    .withMessageContaining("consumer group $Default");
        } finally {
            running.stop();
        }
    }
}
