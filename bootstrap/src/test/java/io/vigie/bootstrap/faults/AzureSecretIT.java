package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.storage.blob.SharedAccessBlobPermissions;
import com.microsoft.azure.storage.blob.SharedAccessBlobPolicy;
import io.vigie.adapters.eventhubs.testing.TrustStore;
import io.vigie.adapters.spark.testing.Certificates;
import io.vigie.adapters.spark.testing.StoreFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key, a signature and a client secret of Azure storage, looked for in all that a pipeline shows and leaves behind. */
class AzureSecretIT {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final String CONTAINER = "telemetry";

    @TempDir
    private static Path shared;

    private static Azurite azurite;
    private static TlsFront front;
    private static TokenIssuer tokens;
    private static TrustStore trust;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        azurite = Azurite.start(shared);
        azurite.create(CONTAINER);
        azurite.upload(CONTAINER, "rules.yaml", StoragePipeline.rules(10));
        azurite.upload(CONTAINER, "in/1.jsonl", StoragePipeline.readings(0, 20) + "no reading\n");
        Certificates certificates = Certificates.in(shared.resolve("certificates"), "acme.blob.core.windows.net");
        trust = new TrustStore(certificates.trust(StoreFormat.PKCS12), Certificates.PASSWORD);
        front = TlsFront.open(certificates.server(), Certificates.PASSWORD, azurite.port());
        tokens = new TokenIssuer();
        tokens.start(certificates.server());
    }

    @AfterAll
    static void stop() throws IOException {
        if (tokens != null) {
            tokens.close();
            front.close();
        }
        if (azurite != null) {
            azurite.close();
        }
    }

    /** Good for an hour, on the container. */
    private static String signature() throws Exception {
        SharedAccessBlobPolicy policy = new SharedAccessBlobPolicy();
        policy.setPermissions(EnumSet.of(SharedAccessBlobPermissions.READ, SharedAccessBlobPermissions.LIST));
        policy.setSharedAccessExpiryTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
        return azurite.container(CONTAINER).generateSharedAccessSignature(policy, null);
    }

    private static String endpointSuffix() {
        return "core.windows.net:" + front.port();
    }

    private static String accounts() {
        return """
                { account: acme, endpointSuffix: "%s", sas: "${env:SIGNATURE}" },
                { account: plant2, key: "${env:KEY}" },
                { account: plant3, clientSecret: { tenant: aa-11, client: bb-22, secret: "${env:SECRET}" } }
                """.formatted(endpointSuffix()).strip().replace("\n", " ");
    }

    private static Map<String, String> secrets(String signature, String clientSecret) {
        return Map.of(
                "SIGNATURE",
                signature,
                "KEY",
                Azurite.KEY,
                "SECRET",
                clientSecret,
                "AZURE_AUTHORITY_HOST",
                tokens.authority());
    }

    private static VigieProcess run(Path pipeline, String signature, String clientSecret) throws IOException {
        return StoragePipeline.run(pipeline, azurite, secrets(signature, clientSecret), trust.jvmOptions());
    }

    /** Its input and rules lie in storage, and what it writes on this machine. */
    private Path pipeline(String root, String trigger, String... further) throws IOException {
        Path pipeline = StoragePipeline.write(directory, "secret", root, trigger, accounts(), further);
        String local = Files.readString(pipeline).replace(root + "/out/", "out/");
        return Files.writeString(pipeline, local);
    }

    private static String root() {
        return "wasbs://" + CONTAINER + "@acme.blob." + endpointSuffix();
    }

    /** The secret part of a signature, as it stands in it and decoded. */
    private static List<String> secretParts(String signature) {
        String part = signature.replaceFirst("^(?:.*&)?sig=", "").replaceFirst("&.*$", "");
        return List.of(part, URLDecoder.decode(part, StandardCharsets.UTF_8));
    }

    private void assertNowhere(String signature, String clientSecret) throws IOException {
        List<String> all = new ArrayList<>(secretParts(signature));
        all.addAll(List.of(Azurite.KEY, Azurite.SECRET, clientSecret));
        all.addAll(tokens.granted());
        List<Path> files = Directories.files(directory);
        assertThat(files).anyMatch(file -> file.getFileName().toString().startsWith("stderr-"));
        for (String secret : all) {
            Canary canary = new Canary(secret);
            for (Path file : files) {
                assertThat(canary.isIn(Files.readAllBytes(file)))
                        .as("a secret is in %s", file)
                        .isFalse();
            }
        }
    }

    @Test
    void noneIsShownOrLeftByAPipelineThatASignatureLetsInOverTls() throws Exception {
        String signature = signature();
        int port = freePort();
        Path events = Files.createDirectories(directory.resolve("events"));
        Path pipeline = pipeline(root(), "{ every: 100ms }", """
                spark:
                  spark.ui.enabled: true
                  spark.ui.port: %d
                  spark.eventLog.enabled: true
                  spark.eventLog.dir: "%s"
                """.formatted(port, events.toUri()));

        try (VigieProcess process = run(pipeline, signature, TokenIssuer.SECRET)) {
            process.await("its batch", () -> process.said().contains("batch 0"));
            save(port, "environment", "/environment/");
            save(port, "sql", "/SQL/execution/?id=0");
            save(port, "queries", "/StreamingQuery/");
            String application = save(port, "applications", "/api/v1/applications")
                    .replaceFirst("(?s).*?\"id\" : \"", "")
                    .replaceFirst("(?s)\".*", "");
            for (String what : List.of("environment", "sql", "jobs", "stages", "executors")) {
                save(port, "api-" + what, "/api/v1/applications/" + application + "/" + what);
            }
            process.terminate();
            VigieProcess.Ended ended = process.end(LONGEST_RUN);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.TERMINATED);
        }

        Path tables = directory.resolve("out");
        assertThat(Tables.read(tables.resolve("readings")).count()).isEqualTo(20);
        for (String table : List.of("readings", "alarms-secret", "rejected-secret")) {
            Files.write(directory.resolve(table + ".rows"), Tables.rows(Tables.read(tables.resolve(table))));
        }
        for (String page : List.of("environment", "api-environment")) {
            assertThat(Files.readString(directory.resolve(page)))
                    .as("the settings, without their values")
                    .contains(
                            "fs.azure.sas.telemetry.acme.blob." + endpointSuffix(),
                            "fs.azure.account.key.plant2.blob.core.windows.net",
                            "fs.azure.account.oauth2.client.secret.plant3.dfs.core.windows.net",
                            "(redacted)");
        }
        assertThat(Directories.files(events)).isNotEmpty();
        assertNowhere(signature, TokenIssuer.SECRET);
    }

    private String save(int port, String name, String page) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(page).isEqualTo(200);
        Files.writeString(directory.resolve(name), answer.body());
        return answer.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @Tag("long")
    void aSignatureThatIsNotTakenIsToldWithoutIt() throws Exception {
        String signature = signature();
        List<String> parts = secretParts(signature);
        String other = new StringBuilder(parts.get(1).replace("=", "")).reverse() + "=";
        String wrong = signature.replace(parts.get(0), URLEncoder.encode(other, StandardCharsets.UTF_8));

        try (VigieProcess process = run(pipeline(root(), "{ availableNow: true }"), wrong, TokenIssuer.SECRET)) {
            VigieProcess.Ended ended = process.end(LONGEST_RUN);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
            assertThat(ended.err()).contains("storage account acme does not let the pipeline in");
        }

        assertNowhere(wrong, TokenIssuer.SECRET);
    }

    @Test
    void aClientSecretThatEntraIdDoesNotKnowIsToldWithoutIt() throws Exception {
        String wrong = TokenIssuer.SECRET.replace("canary", "kanari");
        String root = "abfss://" + CONTAINER + "@plant3.dfs.core.windows.net";

        try (VigieProcess process = run(pipeline(root, "{ availableNow: true }"), signature(), wrong)) {
            VigieProcess.Ended ended = process.end(LONGEST_RUN);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
            assertThat(ended.err()).contains("Microsoft Entra ID gives no token for the storage account plant3");
        }

        assertThat(tokens.asked()).anyMatch(asked -> asked.contains("aa-11"));
        assertNowhere(signature(), wrong);
    }
}
