package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules with deadlines that no reading reaches, and rules that are edited, broken and repaired while a pipeline runs. */
class RunningRulesIT {

    private static final String RULES = """
            rules:
              - id: silent
                metric: temperature
                raise: [ { severity: major, silent: 10m } ]
              - id: hot
                metric: temperature
                raise: [ { severity: warning, when: "value > %s", for: 30s } ]
                clear: { for: 1m }
            """;

    @TempDir
    private Path directory;

    private Path rules;

    private Path pipeline(String trigger) throws IOException {
        Files.createDirectories(directory.resolve("in"));
        rules = Files.writeString(directory.resolve("rules.yaml"), RULES.formatted(80));
        return Files.writeString(directory.resolve("pipeline.yaml"), """
                pipeline: deadlines
                source: { json: { path: in } }
                time: { outOfOrder: 5s, late: 1h, future: 5m }
                rules: rules.yaml
                sinks:
                  readings: { delta: { path: out/readings } }
                  alarms: { delta: { path: out/alarms } }
                trigger: %s
                checkpoint: out/checkpoint
                """.formatted(trigger));
    }

    private void send(String name, String... lines) throws IOException {
        Path part = Files.writeString(directory.resolve("." + name), String.join("\n", lines) + "\n");
        Files.move(part, directory.resolve("in").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String reading(String device, double value, String time) {
        return "{\"deviceId\":\"" + device + "\",\"metric\":\"temperature\",\"value\":" + value
                + ",\"timestamp\":\"2026-01-01T" + time + "Z\"}";
    }

    private List<String> alarms() {
        if (!Files.exists(directory.resolve("out/alarms/_delta_log"))) {
            return List.of();
        }
        return Tables.read(directory.resolve("out/alarms")).collectAsList().stream()
                .map(RunningRulesIT::told)
                .sorted()
                .toList();
    }

    private static String told(Row row) {
        Instant at = row.<java.sql.Timestamp>getAs("event_time").toInstant();
        return at + " " + row.getAs("device_id") + " " + row.getAs("rule_id") + " " + row.getAs("transition");
    }

    /** In short, {@code ClockedPipelineTest} of the Spark adapter says so. */
    @Test
    @Tag("long")
    void aRunEndsWhenItsClockHasReachedEveryDevice() throws Exception {
        Path pipeline = pipeline("{ availableNow: true }");
        send(
                "1.json",
                reading("a", 90, "00:00:00"),
                reading("b", 1, "00:00:00"),
                reading("b", 1, "00:09:00"),
                reading("b", 1, "00:10:06"));

        try (VigieProcess process = run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
            assertThat(ended.out()).contains("4 readings in 2 batches", "alarms raised 2");
        }

        assertThat(alarms())
                .containsExactly("2026-01-01T00:00:30Z a hot raised", "2026-01-01T00:10:00Z a silent raised");
    }

    @Test
    void aDeviceIsForgottenByNameWhileThePipelineRunsAndHasNothingToRead() throws Exception {
        Path pipeline = pipeline("{ every: 200ms }");
        send("1.json", reading("7", 90, "00:00:00"), reading("7", 90, "00:00:40"), reading("b", 1, "00:00:40"));
        try (VigieProcess process = run(pipeline)) {
            process.await("the alarm", () -> process.said().contains("1 alarms raised"));
            try (VigieProcess forgetting = VigieProcess.start(
                    directory, VigieProcess.Surroundings.PLAIN, "forget", "7", "nobody", pipeline.toString())) {
                VigieProcess.Ended ended = forgetting.end();
                assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
                assertThat(ended.out())
                        .isEqualToIgnoringNewLines(
                                "deadlines: forgets 2 devices with its next batch, within seconds where it runs");
            }
            process.await("it forgot", () -> alarms().size() == 2);
            process.await("it told so", () -> process.said().contains("0 active"));
            process.terminate();
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
            assertThat(ended.out() + ended.err())
                    .contains("  forgotten 1 device, and nothing was remembered of 1 device to be forgotten");
        }
        assertThat(alarms()).containsExactly("2026-01-01T00:00:30Z 7 hot raised", "2026-01-01T00:00:40Z 7 hot cleared");
    }

    @Test
    void editedRulesAreTakenAndBrokenOnesToldOnceWithTheirPlace() throws Exception {
        Path pipeline = pipeline("{ every: 200ms }");
        try (VigieProcess process = run(pipeline)) {
            send("1.json", reading("a", 70, "00:00:00"));
            process.await("its first batch", () -> process.said().contains("batch 0"));

            Files.writeString(rules, RULES.formatted("80 80"));
            process.await("it found the mistake", () -> process.said().contains("cannot be used"));
            send("2.json", reading("a", 70, "00:00:10"));
            process.await(
                    "another batch",
                    () -> process.said()
                                    .lines()
                                    .filter(l -> l.contains("readings/s"))
                                    .count()
                            > 1);

            Files.writeString(rules, RULES.formatted(60));
            process.await("it took the repaired rules", () -> process.said().contains("rules changed: changed hot"));
            send("3.json", reading("a", 70, "00:00:20"), reading("a", 70, "00:00:50"), reading("a", 70, "00:00:56"));
            process.await("the alarm", () -> process.said().contains("1 alarms raised"));
            process.terminate();
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
            assertThat(ended.err().lines().filter(line -> line.contains("cannot be used")))
                    .singleElement()
                    .asString()
                    .contains("rules.yaml:7:");
        }

        // The reading at ten seconds waited for earlier ones until the rules were others.
        assertThat(alarms()).containsExactly("2026-01-01T00:00:40Z a hot raised");
    }

    private VigieProcess run(Path pipeline) throws IOException {
        return VigieProcess.start(directory, VigieProcess.Surroundings.PLAIN, "run", pipeline.toString());
    }
}
