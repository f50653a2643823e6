package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure storage that a pipeline cannot use, told by the packaged jar before it makes anything. */
class AzureRefusalIT {

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(60);

    @TempDir
    private static Path shared;

    private static Azurite azurite;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        azurite = Azurite.start(shared);
        azurite.create("telemetry");
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    /** What a pipeline says that is refused; its rules are a file of this machine, lest they be asked for first. */
    private String refusal(String root, String account, String given) throws Exception {
        Path pipeline = StoragePipeline.write(directory, "refused", root, "{ availableNow: true }", account);
        Files.writeString(pipeline, Files.readString(pipeline).replace(root + "/rules.yaml", "rules.yaml"));
        Files.writeString(directory.resolve("rules.yaml"), StoragePipeline.rules(1));
        try (VigieProcess process = StoragePipeline.run(pipeline, azurite, given)) {
            VigieProcess.Ended ended = process.end(LONGEST_REFUSAL);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
            return ended.err();
        }
    }

    private void assertNowhere(String secret) throws IOException {
        for (Path file : Directories.files(directory)) {
            assertThat(new Canary(secret).isIn(Files.readAllBytes(file)))
                    .as("a secret is in %s", file)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown container | nowhere   | acme   | acme  | There is no container nowhere in the storage account acme. Make it, or correct the path
            refused key       | telemetry | acme   | acme  | The storage account acme does not let the pipeline in (AuthorizationFailure): the key or signature in `storage` is wrong or has expired
            unknown account   | telemetry | nohost | nohost | There is no host nohost.blob.core.windows.net: correct the account in the path
            no login          | telemetry | acme   | other | The pipeline has no login for the storage account acme: name it in `storage.accounts`
            """)
    void whatCannotBeUsedIsToldBeforeAnythingIsMade(
            String what, String container, String account, String login, String told) throws Exception {
        String key = what.equals("refused key") ? Azurite.KEY.replace("k", "q") : Azurite.KEY;

        String said = refusal(
                azurite.path(container).replace("acme", account),
                StoragePipeline.account(azurite).replace("acme", login),
                key);

        assertThat(said).contains("vigie: " + told);
        assertThat(azurite.container("nowhere").exists()).isFalse();
        assertThat(azurite.names("telemetry", "")).isEmpty();
        assertNowhere(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abfss://telemetry@acme.dfs.core.windows.net:1", "wasbs://telemetry@acme.blob.core.windows.net:1"
            })
    void anAccountThatDoesNotAnswerIsTold(String root) throws Exception {
        String said = refusal(
                root,
                "{ account: acme, endpointSuffix: \"core.windows.net:1\", key: \"${env:STORAGE_KEY}\" }",
                Azurite.KEY);

        assertThat(said)
                .contains("vigie: " + root.substring(root.indexOf('@') + 1)
                        + " does not answer: see whether this machine");
        assertNowhere(Azurite.KEY);
    }

    @Test
    void anExpiredSignatureIsToldWithoutAsking() throws Exception {
        String secret = "kAnArY7q2ZxWv9LtRj4Hs8Pd";
        String expired = "?sv=2023-11-03&ss=b&srt=sco&sp=rwdlac&se=2024-01-01T00%3A00%3A00Z&sig=" + secret;

        String said = refusal(
                "abfss://telemetry@acme.dfs.core.windows.net",
                "{ account: acme, sas: \"${env:STORAGE_KEY}\" }",
                expired);

        assertThat(said)
                .contains("vigie: The signature for the storage account acme has expired at 2024-01-01T00:00:00Z");
        assertNowhere(secret);
    }
}
