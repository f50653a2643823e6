package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.vigie.adapters.eventhubs.testing.TrustStore;
import io.vigie.adapters.spark.testing.Certificates;
import io.vigie.adapters.spark.testing.StoreFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input by {@code abfss:}, with the packaged jar and a stand-in: the libraries are there for it, and logins arrive. */
class AzureDataLakeIT {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final String SIGNATURE = "sv=2023-11-03&sp=rl&sig=kAnArY7q2ZxWv9LtRj4Hs8Pd%3D";

    @TempDir
    private static Path shared;

    private static Certificates certificates;
    private static TokenIssuer tokens;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        certificates = Certificates.in(shared.resolve("certificates"), "acme.dfs.core.windows.net");
        tokens = new TokenIssuer();
        tokens.start(certificates.server());
    }

    @AfterAll
    static void stop() {
        tokens.close();
    }

    private Path pipeline(int port, String login) throws IOException {
        return Files.writeString(directory.resolve("lake.yaml"), """
                pipeline: lake
                source: { json: { path: "abfss://telemetry@acme.dfs.core.windows.net:%1$d/in" } }
                sinks: { readings: { delta: { path: out/readings } } }
                checkpoint: out/checkpoint
                storage: { accounts: [ { account: acme, endpointSuffix: "core.windows.net:%1$d", %2$s } ] }
                """.formatted(port, login));
    }

    private VigieProcess.Ended end(Path pipeline, String secret) throws IOException, InterruptedException {
        Path hosts = Files.writeString(
                directory.resolve("hosts"),
                "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + " acme.dfs.core.windows.net\n");
        List<String> options = new ArrayList<>(
                new TrustStore(certificates.trust(StoreFormat.PKCS12), Certificates.PASSWORD).jvmOptions());
        options.add("-Djdk.net.hosts.file=" + hosts);
        Map<String, String> environment =
                Map.of("SECRET", secret, "AZURE_AUTHORITY_HOST", tokens.authority(), "VIGIE_DEBUG", "1");
        try (VigieProcess process = VigieProcess.start(
                directory, new VigieProcess.Surroundings(options, environment), "run", pipeline.toString())) {
            return process.end(LONGEST_RUN);
        }
    }

    private void assertRead(DataLake lake, VigieProcess.Ended ended) {
        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        assertThat(lake.read()).isNotEmpty();
        assertThat(Tables.read(directory.resolve("out/readings")).count()).isEqualTo(20);
    }

    private void assertNowhere(String secret) throws IOException {
        for (Path file : Directories.files(directory)) {
            assertThat(new Canary(secret).isIn(Files.readAllBytes(file)))
                    .as("a secret is in %s", file)
                    .isFalse();
        }
    }

    private static DataLake lake(Predicate<HttpExchange> letsIn) throws Exception {
        return DataLake.open(certificates.server(), Certificates.PASSWORD, StoragePipeline.readings(0, 20), letsIn);
    }

    @Test
    void aClientSecretBecomesATokenThatTheServiceIsShown() throws Exception {
        try (DataLake lake = lake(
                exchange -> tokens.granted().contains(authorization(exchange).replaceFirst("^Bearer ", "")))) {
            VigieProcess.Ended ended = end(
                    pipeline(lake.port(), "clientSecret: { tenant: aa-11, client: bb-22, secret: \"${env:SECRET}\" }"),
                    TokenIssuer.SECRET);

            assertRead(lake, ended);
        }
        assertNowhere(TokenIssuer.SECRET);
        for (String token : tokens.granted()) {
            assertNowhere(token);
        }
    }

    @Test
    void aSignatureIsPartOfEachRequest() throws Exception {
        try (DataLake lake =
                lake(exchange -> String.valueOf(exchange.getRequestURI().getRawQuery())
                .contains(SIGNATURE))) {
            assertRead(lake, end(pipeline(lake.port(), "sas: \"${env:SECRET}\""), "?" + SIGNATURE));
        }
        assertNowhere("kAnArY7q2ZxWv9LtRj4Hs8Pd");
    }

    @Test
    void requestsAreSignedWithAKey() throws Exception {
        try (DataLake lake = lake(exchange -> authorization(exchange).startsWith("SharedKey acme:"))) {
            assertRead(lake, end(pipeline(lake.port(), "key: \"${env:SECRET}\""), Azurite.KEY));
        }
        assertNowhere(Azurite.KEY);
    }

    private static String authorization(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    }
}
