package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkpoint that is not what it was: nothing starts, for anything would lose readings or write them twice. In short,
 * and within the JVM of the tests, {@code DeltaPipelineTest} of the Delta adapter says the same.
 */
@Tag("long")
class RefusalIT {

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void aPipelineWhoseCheckpointIsDamagedOrGoneIsRefusedWithWhatToDo() throws Exception {
        Path input = Files.createDirectories(directory.resolve("in"));
        Files.write(input.resolve("readings.jsonl"), Bytes.joined(Messages.readings(0, 120)));
        Pipeline pipeline = Pipeline.write(directory, input, 1, directory.resolve("out"));
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
        List<Path> tables = tablesOf(pipeline);

        Path cut = latestIn(pipeline.checkpoint().resolve("offsets"));
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertThat(refusal(pipeline)).contains(cut.toString(), "is damaged", "Restore the checkpoint");
        assertThat(tablesOf(pipeline)).isEqualTo(tables);

        Directories.delete(pipeline.checkpoint());
        assertThat(refusal(pipeline))
                .contains(
                        pipeline.checkpoint().toString(),
                        "knows nothing of",
                        "Restore the checkpoint",
                        "move the tables");
        assertThat(tablesOf(pipeline)).isEqualTo(tables);
        assertThat(Tables.read(pipeline.out().resolve("readings")).count()).isEqualTo(120);
    }

    private static String refusal(Pipeline pipeline) throws IOException, InterruptedException {
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end(LONGEST_REFUSAL);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
            assertThat(ended.err().lines().filter(line -> line.startsWith("vigie: ")))
                    .hasSize(1);
            return ended.err();
        }
    }

    /** Delta changes no file and adds one for whatever it does. */
    private static List<Path> tablesOf(Pipeline pipeline) {
        return Stream.of("readings", "alarms", "rejected")
                .flatMap(table -> Directories.files(pipeline.out().resolve(table)).stream())
                .toList();
    }

    private static Path latestIn(Path log) {
        return Directories.files(log).stream()
                .filter(file -> file.getFileName().toString().matches("\\d+"))
                .max(Comparator.comparingLong(
                        file -> Long.parseLong(file.getFileName().toString())))
                .orElseThrow();
    }
}
