package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.faults.VigieProcess.Surroundings;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A heap that does not hold what a pipeline remembers of its devices. */
class OutOfMemoryIT {

    /** Each reading of each device is in a thousand windows: together they take a gigabyte and more. */
    private static final int DEVICES = 40_000;

    private static final int LINES = 20_000_000;

    @TempDir
    private Path directory;

    private VigieProcess.Ended run(String heap) throws Exception {
        Path pipeline = Files.writeString(directory.resolve("pipeline.yaml"), """
                pipeline: large
                source: { json: { path: in, maxFilesPerTrigger: 7 } }
                windows: [ { name: trend, hopping: { size: 1000m, every: 1m }, aggregates: [mean, stddev, p90] } ]
                sinks: { windows: { delta: { path: out/windows } } }
                checkpoint: out/checkpoint
                """);
        try (VigieProcess process =
                VigieProcess.start(directory, Surroundings.options(heap), "run", pipeline.toString())) {
            return process.end();
        }
    }

    @Test
    void aHeapThatSparkDoesNotStartWithIsRefusedInOneLine() throws Exception {
        Files.createDirectories(directory.resolve("in"));
        VigieProcess.Ended ended = run("-Xmx300m");
        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .startsWith("vigie: The Java heap holds no more than ")
                .endsWith(" MiB, and Spark starts with 450 at least: give it more (java -Xmx1g), and start again.");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    @Tag("long")
    void aSmallHeapHoldsAnyNumberOfDifferentLinesThatAreNoReadings() throws Exception {
        Path input = Files.createDirectories(directory.resolve("in"));
        try (Writer lines = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(input.resolve("bad.json.gz"))), StandardCharsets.UTF_8)) {
            for (int line = 0; line < LINES; line++) {
                lines.write("bad line " + line + "\n");
            }
        }
        Path pipeline = Files.writeString(directory.resolve("pipeline.yaml"), """
                pipeline: bad
                source: { json: { path: in } }
                sinks: { rejected: { delta: { path: out/rejected } } }
                checkpoint: out/checkpoint
                """);
        try (VigieProcess process =
                VigieProcess.start(directory, Surroundings.options("-Xmx512m"), "run", pipeline.toString())) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
        assertThat(Tables.read(directory.resolve("out/rejected"))
                        .select("payload")
                        .distinct()
                        .count())
                .isEqualTo(LINES);
    }

    @Test
    @Tag("long")
    void theLineSaysWhatToLowerAndNoSummaryIsPrinted() throws Exception {
        List<String> readings = IntStream.range(0, DEVICES)
                .mapToObj(device -> "{\"deviceId\":\"d-" + device
                        + "\",\"metric\":\"m\",\"value\":1,\"timestamp\":\"2026-01-01T00:00:00Z\"}")
                .toList();
        Files.write(Files.createDirectories(directory.resolve("in")).resolve("readings.jsonl"), readings);
        VigieProcess.Ended ended = run("-Xmx512m");
        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.STOPPED);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .startsWith("vigie: Pipeline large ran out of memory: the Java heap holds no more than ")
                .endsWith("lower source.json.maxFilesPerTrigger (7) or limits.devices (1000000); then start again.");
        assertThat(ended.out()).isEmpty();
    }
}
