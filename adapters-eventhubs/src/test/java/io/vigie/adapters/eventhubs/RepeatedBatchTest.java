package io.vigie.adapters.eventhubs;

import static io.vigie.adapters.eventhubs.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.port.out.BatchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As after a crash between a batch's tables and its commit: nobody has planned it since, and asked how much there is. */
@Timeout(120)
class RepeatedBatchTest {

    private final Hub hub = TestSource.newHub(2);

    @TempDir
    private Path directory;

    @Test
    void aBatchThatIsRepeatedTellsWhatHasComeSince() throws IOException {
        hub.publish(0, events(0, 0, 6));
        TestRun run = TestRun.of(directory, TestSource.of(hub));
        long number = run.run().get(0).number();
        Path commits = directory.resolve("checkpoint/commits");
        Files.delete(commits.resolve(Long.toString(number)));
        Files.deleteIfExists(commits.resolve("." + number + ".crc"));
        hub.publish(1, events(1, 0, 2));

        BatchReport repeated = run.run().get(0);

        assertThat(repeated.number()).isEqualTo(number);
        assertThat(repeated.backlog().toJavaMap()).isEqualTo(Map.of(hub.name() + "-0", 0L, hub.name() + "-1", 2L));
    }
}
