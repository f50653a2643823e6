package io.vigie.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.maintenance.CheckpointFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamCheckpointsTest {

    private static final Instant LAST = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private final StreamCheckpoints checkpoints = new StreamCheckpoints(TestSession.get());

    @Test
    void aDirectoryWithoutMetadataIsNoCheckpoint() throws IOException {
        file("offsets/0", 10, LAST);

        assertThat(checkpoints.look(directory.toString())).isEmpty();
        assertThat(checkpoints.look(directory.resolve("absent").toString())).isEmpty();
    }

    @Test
    void figuresTellTheLastBatchItsTimeAndWhatGrows() throws IOException {
        file("metadata", 45, LAST.minusSeconds(100_000));
        file("offsets/7", 10, LAST.minusSeconds(60));
        file("offsets/8", 10, LAST);
        file("commits/7", 5, LAST.minusSeconds(30));
        file("sources/0/9.compact", 3_000, LAST.minusSeconds(500));
        file("state/0/0/8.delta", 100, LAST.plusSeconds(9));

        CheckpointFigures figures = checkpoints.look(directory.toString()).get();

        assertThat(figures.lastBatch()).contains(7L);
        assertThat(figures.lastProgress()).contains(LAST);
        assertThat(figures.files()).isEqualTo(6);
        assertThat(figures.bytes()).isEqualTo(45 + 10 + 10 + 5 + 3_000 + 100);
        assertThat(figures.seenFiles()).isEqualTo(3_000);
    }

    @Test
    void aDeletedCheckpointIsGoneAltogether() throws IOException {
        file("metadata", 45, LAST);
        file("offsets/7", 10, LAST);

        checkpoints.delete(directory.toString());

        assertThat(directory).doesNotExist();
    }

    private void file(String name, int bytes, Instant modified) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
