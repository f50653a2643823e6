package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, tables, checkpoint and rules in Azure storage, with the packaged jar and a Blob service of this machine. */
class AzureStorageIT {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final int VERSIONS = 12;

    @TempDir
    private static Path shared;

    private static Azurite azurite;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        azurite = Azurite.start(shared);
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    private Path pipeline(String name, String container, String trigger) throws Exception {
        return StoragePipeline.write(
                directory, name, azurite.path(container), trigger, StoragePipeline.account(azurite));
    }

    private static VigieProcess run(Path pipeline) throws Exception {
        return StoragePipeline.run(pipeline, azurite, Azurite.KEY);
    }

    private List<Double> values(Path readings) {
        return Tables.read(readings).select("value").as(Encoders.DOUBLE()).collectAsList().stream()
                .sorted()
                .toList();
    }

    private static List<Double> numbers(int end) {
        return IntStream.range(0, end).mapToObj(number -> (double) number).toList();
    }

    @Test
    void filesThatLandAreReadOnceThoughItIsKilledAndRulesAreTakenAsTheyChange() throws Exception {
        azurite.create("telemetry");
        azurite.upload("telemetry", "rules.yaml", StoragePipeline.rules(1000));
        azurite.upload("telemetry", "in/1.jsonl", StoragePipeline.readings(0, 50) + "no reading\n");
        Path pipeline = pipeline("boilers", "telemetry", "{ every: 200ms }");

        try (VigieProcess process = run(pipeline)) {
            process.await("its first batch", () -> process.said().contains("batch 0"));
            azurite.upload("telemetry", "rules.yaml", StoragePipeline.rules(120));
            azurite.upload("telemetry", "in/2.jsonl", StoragePipeline.readings(50, 100));
            process.await("its second batch", () -> process.said().contains("batch 1"));
            process.await("the new rules", () -> process.said().contains("rules changed: changed hot"));
            azurite.upload("telemetry", "in/12:30 [é].jsonl", StoragePipeline.readings(100, 150));
            process.await(
                    "it has begun with the third file",
                    () -> azurite.names("telemetry", "out/checkpoint-boilers/sources/0/").stream()
                            .anyMatch(name -> name.endsWith("/2")));
            process.kill();
            assertThat(process.end(LONGEST_RUN).status()).isEqualTo(VigieProcess.KILLED);
        }
        azurite.upload("telemetry", "in/4.jsonl", StoragePipeline.readings(150, 200));
        try (VigieProcess process = run(pipeline("boilers", "telemetry", "{ availableNow: true }"))) {
            VigieProcess.Ended ended = process.end(LONGEST_RUN);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }

        Path tables = azurite.download("telemetry", "out/", directory).resolve("out");
        assertThat(values(tables.resolve("readings"))).isEqualTo(numbers(200));
        assertThat(Tables.rows(
                        Tables.read(tables.resolve("rejected-boilers")).selectExpr("string(payload) as payload")))
                .containsExactly("{\"payload\":\"no reading\"}");
        assertThat(Tables.rows(Tables.read(tables.resolve("alarms-boilers")).select("rule_id", "transition", "value")))
                .containsExactly("{\"rule_id\":\"hot\",\"transition\":\"raised\",\"value\":121.0}");
    }

    @Test
    @Tag("long")
    void twoPipelinesWriteOneTableAtTheSameTimeAndBothSetsAreWhole() throws Exception {
        azurite.create("together");
        azurite.upload("together", "rules.yaml", StoragePipeline.rules(1000));
        azurite.upload("together", "in/0.jsonl", StoragePipeline.readings(0, 10));

        try (VigieProcess one = run(pipeline("one", "together", "{ every: 100ms }"));
                VigieProcess two = run(pipeline("two", "together", "{ every: 100ms }"))) {
            List<VigieProcess> both = List.of(one, two);
            for (VigieProcess process : both) {
                process.await("its first batch", () -> process.said().contains("batch 0"));
            }
            for (int file = 1; file < 4; file++) {
                azurite.upload(
                        "together", "in/" + file + ".jsonl", StoragePipeline.readings(10 * file, 10 * file + 10));
            }
            for (VigieProcess process : both) {
                process.await("its last batch", () -> process.said().contains("batch 3"));
            }
            both.forEach(VigieProcess::terminate);
            for (VigieProcess process : both) {
                VigieProcess.Ended ended = process.end(LONGEST_RUN);
                assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
            }
        }

        Path readings = azurite.download("together", "out/readings/", directory).resolve("out/readings");
        assertThat(values(readings))
                .isEqualTo(numbers(40).stream()
                        .flatMap(number -> List.of(number, number).stream())
                        .toList());
    }

    /** What the Delta log's safety rests on: of those that want the same version, one gets it. */
    @Test
    void aVersionOfATablesLogIsWrittenByOneWriterAlone() throws Exception {
        azurite.create("race");
        Path out = directory.resolve("race.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        azurite.hostsOption(),
                        "-cp",
                        System.getProperty("vigie.jar")
                                + File.pathSeparator
                                + Path.of("target", "test-classes").toAbsolutePath(),
                        LogStoreRace.class.getName(),
                        azurite.path("race") + "/table/_delta_log",
                        "fs.azure.account.key.acme.blob." + azurite.endpointSuffix(),
                        StoragePipeline.VARIABLE,
                        Integer.toString(VERSIONS))
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("race-errors.txt").toFile());
        builder.environment().put(StoragePipeline.VARIABLE, Azurite.KEY);
        Process race = builder.start();
        assertThat(race.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(out))
                .as(() -> "with errors in " + directory)
                .contains(
                        "versions " + VERSIONS + " once " + VERSIONS,
                        "wasb io.delta.storage.AzureLogStore",
                        "wasbs io.delta.storage.AzureLogStore",
                        "abfs io.delta.storage.AzureLogStore",
                        "abfss io.delta.storage.AzureLogStore");
    }
}
