package io.vigie.adapters.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointLockTest {

    @TempDir
    private Path directory;

    private final SparkSession session = TestSession.get();

    @Test
    void oneRunAtATimeHasACheckpoint() {
        String checkpoint = directory.resolve("checkpoint").toUri().toString();
        CheckpointLock first = CheckpointLock.take(session, checkpoint);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> CheckpointLock.take(session, checkpoint))
                .withMessageContaining("Another run works on the checkpoint " + checkpoint);

        first.close();
        CheckpointLock.take(session, checkpoint).close();
    }

    @Test
    void aCheckpointThatIsNotThereYetIsHeldOnceItIsMade() {
        String checkpoint = directory.resolve("checkpoint").toUri().toString();
        CheckpointLock before = CheckpointLock.ofExisting(session, checkpoint);
        assertThat(directory).isEmptyDirectory();

        CheckpointLock held = before.orTake(session, checkpoint);

        assertThat(held.orTake(session, checkpoint)).isSameAs(held);
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> CheckpointLock.ofExisting(session, checkpoint));
        held.close();
    }

    @Test
    void whereNoFileCanBeLockedEveryRunGoesOn() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");

        CheckpointLock.take(session, file.resolve("checkpoint").toString()).close();
    }

    @Test
    void whatSparkNoticesLaterIsToldOfInTheSameWords() {
        assertThat(CheckpointLock.isMissedIn(new IllegalStateException(
                        org.apache.spark.sql.errors.QueryExecutionErrors.concurrentStreamLogUpdate(7))))
                .isTrue();
        assertThat(CheckpointLock.isMissedIn(
                        new IllegalStateException(new java.util.ConcurrentModificationException("another's"))))
                .isFalse();
    }
}
