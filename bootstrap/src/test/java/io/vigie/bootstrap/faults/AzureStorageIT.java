package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files, tables, checkpoint and rules in Azure storage, with the packaged jar and a Blob service of this machine. */
class AzureStorageIT {

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(60);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

    private static final String RULES = """
            rules:
              - id: hot
                metric: temperature
                raise: [ { severity: warning, when: "value > %s" } ]
            """;

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

    private Path pipeline(String name, String root, String trigger, String storage) throws IOException {
        return Files.writeString(directory.resolve(name + ".yaml"), """
                pipeline: %1$s
                source: { json: { path: "%2$s/in", maxFilesPerTrigger: 1 } }
                rules: "%2$s/rules.yaml"
                sinks:
                  readings: { delta: { path: "%2$s/out/readings" } }
                  alarms: { delta: { path: "%2$s/out/alarms-%1$s" } }
                  rejected: { delta: { path: "%2$s/out/rejected-%1$s" } }
                trigger: %3$s
                checkpoint: "%2$s/out/checkpoint-%1$s"
                storage: { accounts: [ %4$s ] }
                """.formatted(name, root, trigger, storage));
    }

    private static String account() {
        return "{ account: acme, endpointSuffix: \"" + azurite.endpointSuffix() + "\", key: \"${env:STORAGE_KEY}\" }";
    }

    private VigieProcess run(Path pipeline, String key) throws IOException {
        return VigieProcess.start(
                directory,
                new VigieProcess.Surroundings(
                        List.of(azurite.hostsOption()), Map.of("STORAGE_KEY", key, "VIGIE_DEBUG", "1")),
                "run",
                pipeline.toString());
    }

    private VigieProcess.Ended end(Path pipeline, String key) throws IOException, InterruptedException {
        try (VigieProcess process = run(pipeline, key)) {
            return process.end(LONGEST_RUN);
        }
    }

    private void assertNowhere(String secret) throws IOException {
        for (Path file : Directories.files(directory)) {
            assertThat(new Canary(secret).isIn(Files.readAllBytes(file)))
                    .as("a secret is in %s", file)
                    .isFalse();
        }
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
                        "STORAGE_KEY",
                        "25")
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("race-errors.txt").toFile());
        builder.environment().put("STORAGE_KEY", Azurite.KEY);
        Process race = builder.start();
        assertThat(race.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(out))
                .as(() -> "with errors in " + directory)
                .contains(
                        "versions 25 once 25",
                        "wasb io.delta.storage.AzureLogStore",
                        "wasbs io.delta.storage.AzureLogStore",
                        "abfs io.delta.storage.AzureLogStore",
                        "abfss io.delta.storage.AzureLogStore");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown container | nowhere   | acme  | key | There is no container nowhere in the storage account acme. Make it, or correct the path
            refused key       | refused   | acme  | wrong | The storage account acme does not let the pipeline in (AuthorizationFailure): the key or signature in `storage` is wrong or has expired
            unknown account   | refused   | nohost | key | There is no host nohost.blob.core.windows.net: correct the account in the path
            no login          | refused   | other | key | The pipeline has no login for the storage account acme: name it in `storage.accounts`
            """)
    void whatCannotBeUsedIsToldBeforeAnythingIsMade(
            String what, String container, String account, String key, String told) throws Exception {
        if (container.equals("refused")) {
            azurite.container(container).createIfNotExists();
        }
        String root = azurite.path(container).replace("acme", account.equals("other") ? "acme" : account);
        Path pipeline =
                pipeline("refused", root, "{ availableNow: true }", account().replace("acme", account));
        String text = Files.readString(pipeline).replace("rules: \"" + root + "/rules.yaml\"", "rules: rules.yaml");
        Files.writeString(pipeline, text);
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted("1"));
        String given = key.equals("wrong") ? Azurite.KEY.replace("k", "q") : Azurite.KEY;
        long start = System.nanoTime();

        VigieProcess.Ended ended = end(pipeline, given);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
        assertThat(ended.err()).as(what).contains("vigie: " + told);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_REFUSAL);
        assertThat(azurite.container("nowhere").exists()).isFalse();
        assertNowhere(given);
    }

    @Test
    void anAccountThatDoesNotAnswerAndAnExpiredSignatureAreTold() throws Exception {
        Files.writeString(directory.resolve("rules.yaml"), RULES.formatted("1"));
        String signature =
                "sv=2023-11-03&ss=b&srt=sco&sp=rwdlac&se=2024-01-01T00%3A00%3A00Z&sig=kAnArY7q2ZxWv9LtRj4Hs8Pd";
        for (String scheme : List.of("abfss", "wasbs")) {
            String host = scheme.equals("abfss") ? "dfs" : "blob";
            String root = scheme + "://telemetry@acme." + host + ".core.windows.net:1";
            String rest = "account: acme, endpointSuffix: \"core.windows.net:1\", ";

            Path silent =
                    pipeline("silent", root, "{ availableNow: true }", "{ " + rest + "key: \"${env:STORAGE_KEY}\" }");
            Files.writeString(silent, Files.readString(silent).replace(root + "/rules.yaml", "rules.yaml"));
            VigieProcess.Ended unanswered = end(silent, Azurite.KEY);
            Path old = pipeline("old", root, "{ availableNow: true }", "{ " + rest + "sas: \"${env:STORAGE_KEY}\" }");
            Files.writeString(old, Files.readString(old).replace(root + "/rules.yaml", "rules.yaml"));
            VigieProcess.Ended expired = end(old, "?" + signature);

            assertThat(unanswered.status()).as(unanswered.err()).isEqualTo(VigieProcess.REFUSED);
            assertThat(unanswered.err()).contains("vigie: acme." + host + ".core.windows.net:1 does not answer");
            assertThat(expired.status()).as(expired.err()).isEqualTo(VigieProcess.REFUSED);
            assertThat(expired.err())
                    .contains("vigie: The signature for the storage account acme has expired at 2024-01-01T00:00:00Z");
        }
        assertNowhere("kAnArY7q2ZxWv9LtRj4Hs8Pd");
        assertNowhere(Azurite.KEY);
    }
}
