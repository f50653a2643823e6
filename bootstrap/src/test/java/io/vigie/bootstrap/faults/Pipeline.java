package io.vigie.bootstrap.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A pipeline from JSON files to Delta tables, with the rules of the demo.
 *
 * @param file the pipeline's own file; its rules lie beside it
 * @param out where its tables and its checkpoint are
 */
record Pipeline(Path file, Path out) {

    private static final String RULES = "/io/vigie/bootstrap/demo/rules.yaml";

    /**
     * Writes it.
     *
     * @param directory where its file goes
     * @param input what it reads
     * @param filesABatch how many files one batch takes at most
     * @param out where its tables and its checkpoint go
     * @param further keys of the pipeline that it has besides
     */
    static Pipeline write(Path directory, Path input, int filesABatch, Path out, String... further) throws IOException {
        return writeRejected(directory, input, filesABatch, out, out.resolve("rejected"), further);
    }

    /** Writes one whose rejected messages go to a table elsewhere. */
    static Pipeline writeRejected(
            Path directory, Path input, int filesABatch, Path out, Path rejected, String... further)
            throws IOException {
        Files.createDirectories(directory);
        try (InputStream rules = Pipeline.class.getResourceAsStream(RULES)) {
            Files.write(
                    directory.resolve("rules.yaml"),
                    Objects.requireNonNull(rules, RULES).readAllBytes());
        }
        String pipeline = """
                pipeline: fleet
                source: { json: { path: "%s", maxFilesPerTrigger: %d } }
                time: { outOfOrder: 10s, late: 1h, future: 5m }
                rules: rules.yaml
                windows:
                  - { name: hourly, tumbling: 1h, aggregates: [count, mean, stddev, p90] }
                  - { name: trend, hopping: { size: 3h, every: 50m }, aggregates: [sum, min, max] }
                  - { name: bursts, session: { gap: 3m }, aggregates: [count] }
                sinks:
                  readings: { delta: { path: "%s" } }
                  alarms: { delta: { path: "%s" } }
                  windows: { delta: { path: "%s" } }
                  rejected: { delta: { path: "%s" } }
                checkpoint: "%s"
                """.formatted(
                        input,
                        filesABatch,
                        out.resolve("readings"),
                        out.resolve("alarms"),
                        out.resolve("windows"),
                        rejected,
                        out.resolve("checkpoint"));
        Path file = Files.writeString(directory.resolve("pipeline.yaml"), pipeline + String.join("\n", further) + "\n");
        return new Pipeline(file, out);
    }

    Path directory() {
        return Objects.requireNonNull(file.getParent());
    }

    Path checkpoint() {
        return out.resolve("checkpoint");
    }

    /** How many batches the checkpoint says are done. */
    long batchesDone() {
        return filesIn(checkpoint().resolve("commits"));
    }

    /** How many batches the checkpoint says were begun. */
    long batchesBegun() {
        return filesIn(checkpoint().resolve("offsets"));
    }

    /** How many commits a table has. */
    long commitsOf(String table) {
        return filesIn(out.resolve(table).resolve("_delta_log"));
    }

    /** Without those that are not in place yet. */
    private static long filesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+(\\.json)?"))
                    .count();
        } catch (NoSuchFileException notYet) {
            return 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
