package io.vigie.adapters.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsTest {

    @TempDir
    private Path directory;

    @Test
    void aCheckpointThatIsNotThereIsNew() {
        CheckpointProgress progress = progress();

        assertThat(progress.checkpointId()).isEqualTo(Option.none());
        assertThat(progress.lastCommitted()).isEqualTo(Option.none());
        assertThat(progress.location()).isEqualTo(directory.toString());
    }

    @Test
    void progressIsTheLastBatchOfItsCommitsByNumber() throws IOException {
        write("metadata", "{\"id\":\"some-id\"}");
        write("offsets/10", "v1\n{}\n{}");
        for (String batch : new String[] {"8", "9", "10"}) {
            write("commits/" + batch, "v1\n{\"nextBatchWatermarkMs\":0}");
        }
        write("commits/.11.crc", "crc");
        write("commits/11.tmp", "half");

        assertThat(progress().checkpointId()).isEqualTo(Option.some("some-id"));
        assertThat(progress().lastCommitted()).isEqualTo(Option.some(10L));
    }

    @Test
    void aBatchBegunAndNotCommittedIsNotDone() throws IOException {
        write("metadata", "{\"id\":\"some-id\"}");
        write("offsets/0", "v1\n{}\n{}");

        assertThat(progress().checkpointId()).isEqualTo(Option.some("some-id"));
        assertThat(progress().lastCommitted()).isEqualTo(Option.none());
    }

    @Test
    void progressWithoutBatchesIsProgressToo() throws IOException {
        write("metadata", "{\"id\":\"some-id\"}");
        write("offsets/6", "v1\n\n{\"readings\":{\"0\":6}}");
        write("offsets/7", "v1\n\n{\"readings\":{\"0\":7}}");
        write("commits/7", "v1\n{\"nextBatchWatermarkMs\":0}");

        assertThat(progress().lastCommitted()).isEqualTo(Option.some(7L));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "metadata, ''",
                "metadata, '{\"id\":'",
                "metadata, '{}'",
                "metadata, '{\"id\":7}'",
                "metadata, 'garbage'",
                "offsets/3, ''",
                "offsets/3, 'v1'",
                "offsets/3, 'v1\n{\"batchWatermarkMs\":'",
                "offsets/3, 'garbage\n{}\n{}'",
                "offsets/3, 'v1\n{}'",
                "offsets/3, 'v1\n{}\n'",
                "offsets/3, 'v1\n{}\n{\"logOffset\":'",
                "offsets/3, 'v1\n{}\n{}'",
                "offsets/2, ''",
                "offsets/2, 'v1\n{}\n{\"logOffset\":'",
                "sources/0/2, ''",
                "sources/0/2, 'v1\n{\"path\":'",
                "sources/0/2, 'garbage'",
                "sources/0/1.compact, 'v1\n{'",
                "commits/3, ''",
                "commits/3, 'v1'",
                "commits/3, 'v1\n{'",
                "commits/3, 'v1\n\n'",
            })
    void aDamagedFileIsNamedWithWhatToDo(String file, String content) throws IOException {
        write("metadata", "{\"id\":\"some-id\"}");
        write("offsets/2", "v1\n{}\n{}\n-");
        write("offsets/3", "v1\n{}\n{}\n-");
        write("commits/3", "v1\n{}");
        write(file, content);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::progress)
                .withMessageContaining(directory.resolve(file).toString())
                .withMessageContaining("Restore the checkpoint");
    }

    @Test
    void whatASourceSawBeforeItsSummaryMayBeAnything() throws IOException {
        write("metadata", "{\"id\":\"some-id\"}");
        write("sources/0/0", "");
        write("sources/0/1.compact", "v1\n{\"path\":\"a\"}\n{\"path\":\"b\"}");
        write("sources/0/2", "v1\n{\"path\":\"c\"}");
        write("sources/1/0", "\u0000v1\n{\"readings\":{\"0\":7}}");

        assertThat(progress().checkpointId()).isEqualTo(Option.some("some-id"));
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private CheckpointProgress progress() {
        return Checkpoints.progress(TestSession.get(), directory.toString(), Option.none());
    }
}
