package com.example.plant;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.collection.List;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.rule.Severity;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a mailbox to Parquet files: in a session of one's own, and from a pipeline file. */
class PlantTest {

    private static final String PIPELINE = """
            pipeline: plant
            source: { mailbox: { path: in } }
            rules: [ { id: hot, metric: temperature, raise: [ { severity: major, when: "value > 80" } ] } ]
            sinks:
              readings: { parquet: { path: readings } }
              alarms: { parquet: { path: alarms } }
            checkpoint: checkpoint
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void messagesAreThere() throws IOException {
        Path in = Files.createDirectories(directory.resolve("in"));
        for (int i = 0; i < 3; i++) {
            Files.writeString(
                    in.resolve(i + ".json"),
                    "{\"deviceId\":\"boiler-" + i + "\",\"metric\":\"temperature\",\"value\":" + (79 + i)
                            + ",\"timestamp\":\"2026-01-01T00:00:00Z\"}");
        }
    }

    @Test
    void embedded() throws Exception {
        PlantConnector plant = new PlantConnector();
        new PipelineOperation(new SparkTelemetryEngine(TestSession.get(), List.of(plant), List.of(plant)))
                .start(
                        PipelinePlan.named("plant")
                                .source(new Mailbox(directory.resolve("in").toString()))
                                .rules(rule("hot")
                                        .metric("temperature")
                                        .raise(Severity.MAJOR, when("value > 80"))
                                        .build())
                                .readingsTo(new ParquetTable(
                                        directory.resolve("readings").toString()))
                                .alarmsTo(new ParquetTable(
                                        directory.resolve("alarms").toString()))
                                .checkpoint(directory.resolve("checkpoint").toString())
                                .build(),
                        PipelineObserver.NOBODY)
                .awaitEnd();

        assertTheyAreWritten();
    }

    @Test
    void fromAPipelineFile() throws Exception {
        Path file = Files.writeString(directory.resolve("pipeline.yaml"), PIPELINE);

        assertEquals(0, vigie("run", file.toString()), this::said);

        assertTheyAreWritten();
    }

    @Test
    void whatIsWrongInTheFileIsToldWithItsPlaceBeforeAnythingIsStarted() throws Exception {
        Path file = Files.writeString(
                directory.resolve("pipeline.yaml"),
                PIPELINE.replace("mailbox: { path: in }", "mailbox: { pth: in }")
                        .replace("alarms: { parquet:", "alarms: { parqet:"));

        assertEquals(2, vigie("check", file.toString()));

        assertTrue(said().contains(file + ":2:22: unknown key `pth`; did you mean `path`?"), this::said);
        assertTrue(said().contains(file + ":2:20: `path` is missing"), this::said);
        assertTrue(said().contains(file + ":6:13: unknown key `parqet`; did you mean `parquet`?"), this::said);
    }

    private void assertTheyAreWritten() {
        assertEquals(List.of("boiler-0 79.0", "boiler-1 80.0", "boiler-2 81.0"), lines("readings", "value"));
        assertEquals(List.of("boiler-2 raised"), lines("alarms", "transition"));
    }

    private List<String> lines(String table, String column) {
        return List.ofAll(TestSession.get()
                        .read()
                        .option("recursiveFileLookup", "true")
                        .parquet(directory.resolve(table).toString())
                        .selectExpr("concat_ws(' ', device_id, " + column + ")")
                        .collectAsList())
                .map((Row row) -> row.getString(0))
                .sorted();
    }

    /** {@code vigie.jar} in a process of its own, with this project on its class path. */
    private int vigie(String... arguments) throws Exception {
        java.util.List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-XX:Tiered"))
                .forEach(command::add);
        command.addAll(java.util.List.of(
                "-Xmx1g",
                "-cp",
                System.getProperty("vigie.jar")
                        + File.pathSeparator
                        + Path.of("target", "classes").toAbsolutePath(),
                "io.vigie.bootstrap.Vigie"));
        command.addAll(java.util.List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output())
                .start()
                .waitFor();
    }

    private File output() {
        return directory.resolve("said").toFile();
    }

    private String said() {
        try {
            return Files.readString(output().toPath(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
