package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM, which is how a pipeline that watches a directory is meant to end. */
class TerminationIT {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void aWatchingPipelineTakesNewFilesSharesItsCheckpointWithNoOtherRunEndsOnASignalAndGoesOnLater() throws Exception {
        SimulatedInput input = SimulatedInput.get();
        Path watched = Files.createDirectories(directory.resolve("in"));
        List<Path> files = input.files().subList(0, 5);
        Pipeline watching = Pipeline.write(directory, watched, 1, directory.resolve("out"), "trigger: { every: 1s }");
        move(files.get(0), watched);
        try (VigieProcess process = VigieProcess.run(watching)) {
            process.await("the first file was read", () -> watching.batchesDone() >= 1);
            mustNotRunTwice(watching);
            move(files.get(1), watched);
            process.await("a file was read that came later", () -> watching.batchesDone() >= 2);
            // Batches without readings come between, as its rules have deadlines.
            long begun = watching.batchesBegun();
            move(files.get(2), watched);
            move(files.get(3), watched);
            process.await("another was begun", () -> watching.batchesBegun() > begun);
            process.terminate();
            VigieProcess.Ended ended = process.end(LONGEST_FAREWELL);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
        }
        move(files.get(4), watched);

        Pipeline toTheEnd =
                Pipeline.write(directory, watched, 1, directory.resolve("out"), "trigger: { availableNow: true }");
        try (VigieProcess process = VigieProcess.run(toTheEnd)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }

        for (String table : List.of("readings", "rejected")) {
            Dataset<Row> undisturbed = withFileNames(input.undisturbed(), table)
                    .where(functions
                            .col("source")
                            .isin(files.stream()
                                    .map(file -> file.getFileName().toString())
                                    .toArray()));
            Tables.assertSame(table, Tables.rows(withFileNames(toTheEnd, table)), Tables.rows(undisturbed));
        }
        Tables.assertNothingTwice(toTheEnd);
    }

    @Test
    void whenASignalComesWhileATableIsMadeItSaysSoInALineAndWhatItCameTo() throws Exception {
        saysSoInALineAndWhatItCameTo("readings/_delta_log");
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"readings", "readings/_delta_log", "checkpoint/commits/0"})
    void whenASignalComesWhilePartOfItIsThereItSaysSoAndGoesOnLater(String part) throws Exception {
        Pipeline pipeline = saysSoInALineAndWhatItCameTo(part);

        Pipeline toTheEnd = Pipeline.write(directory, directory.resolve("in"), 1, pipeline.out());
        try (VigieProcess process = VigieProcess.run(toTheEnd)) {
            assertThat(process.end().status()).isEqualTo(VigieProcess.DONE);
        }
        assertThat(Tables.read(pipeline.out().resolve("readings")).count()).isEqualTo(120);
    }

    private Pipeline saysSoInALineAndWhatItCameTo(String part) throws Exception {
        Path watched = Files.createDirectories(directory.resolve("in"));
        Files.write(watched.resolve("readings.jsonl"), Bytes.joined(Messages.readings(0, 120)));
        Pipeline pipeline = Pipeline.write(directory, watched, 1, directory.resolve("out"), "trigger: { every: 1s }");
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            process.await(part, () -> Files.exists(pipeline.out().resolve(part)));
            process.terminate();
            VigieProcess.Ended ended = process.end(LONGEST_FAREWELL);

            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
            assertThat(ended.err().lines().filter(line -> !line.contains("Z fleet: batch ")))
                    .containsExactly("vigie: stopped by a signal");
            assertThat(ended.out()).contains("fleet: ", " readings in ", "rejected ", "alarms raised ");
        }
        return pipeline;
    }

    private static void mustNotRunTwice(Pipeline running) throws Exception {
        try (VigieProcess second = VigieProcess.run(running)) {
            VigieProcess.Ended ended = second.end(LONGEST_FAREWELL);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
            assertThat(ended.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("vigie: Another run works on the checkpoint " + running.checkpoint());
        }
    }

    /** The directories differ, and nothing else does. */
    private static Dataset<Row> withFileNames(Pipeline pipeline, String table) {
        return Tables.read(pipeline.out().resolve(table))
                .withColumn("source", functions.substring_index(functions.col("source"), "/", -1));
    }

    /** As one should: written elsewhere, then moved into place. */
    private void move(Path file, Path watched) throws IOException {
        Path copy = directory.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, watched.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
}
