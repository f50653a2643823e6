package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import io.vigie.adapters.eventhubs.testing.TrustStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hubs that cannot be read: the cause is told within a minute, no table is made, and no secret is told with it. */
class EventHubsRefusalIT {

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(60);

    /** Looks like a key, and is none of the namespace's. */
    private static final String WRONG_KEY = "canary7q2ZxWv9LtRj4Hs8PdUe3Mf6Bg5Yc1No0TiAe=";

    private static LocalEventHubs hubs;
    private static Hub hub;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        hubs = LocalEventHubs.start();
        hub = hubs.createHub("boilers", 2);
        Messages.readings(0, 10).forEach(reading -> hub.publish(0, Event.of(reading)));
    }

    @AfterAll
    static void stop() {
        hubs.close();
    }

    private static String withKey(String host, String key) {
        return "Endpoint=sb://" + host + "/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=" + key;
    }

    private static String key() {
        return hubs.rootPolicy().key();
    }

    private void refused(String source, TrustStore trust, String connectionString, String secret, String... words)
            throws IOException, InterruptedException {
        Pipeline pipeline = HubPipeline.toReadings(directory, source);
        try (VigieProcess process = HubPipeline.run(pipeline, trust, Map.of(HubPipeline.VARIABLE, connectionString))) {
            VigieProcess.Ended ended = process.end(LONGEST_REFUSAL);
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
            assertThat(ended.err().lines().filter(line -> line.startsWith("vigie: ")))
                    .singleElement()
                    .asString()
                    .contains(words);
        }
        assertThat(Directories.files(directory))
                .as("files of tables")
                .noneMatch(file -> file.startsWith(directory.resolve("out/readings"))
                        || file.startsWith(directory.resolve("out/rejected")));
        Canary canary = new Canary(secret);
        for (Path file : Directories.files(directory)) {
            assertThat(canary.isIn(Files.readAllBytes(file)))
                    .as("the secret is in %s", file)
                    .isFalse();
        }
    }

    private void refused(String source, String connectionString, String secret, String... words)
            throws IOException, InterruptedException {
        refused(source, hubs.trustStore(), connectionString, secret, words);
    }

    @Test
    void aWrongKey() throws Exception {
        refused(
                HubPipeline.hub(hub),
                withKey(hubs.host(), WRONG_KEY),
                WRONG_KEY,
                "hub boilers at " + hubs.host() + " does not let the pipeline in",
                "Check the login");
    }

    @Test
    void aSignatureThatHasExpired() throws Exception {
        String signature = "canaryVt5Wq8Rz3Kx7Np2Mb9Lc4Jd6Hf1GsYa0Eu";
        refused(
                HubPipeline.hub(hub),
                "Endpoint=sb://" + hubs.host() + "/;SharedAccessSignature=SharedAccessSignature sr=sb%3A%2F%2F"
                        + hubs.host() + "&sig=" + signature + "&se=1700000000&skn=RootManageSharedAccessKey",
                signature,
                "hub boilers at " + hubs.host() + " does not let the pipeline in",
                "signature has expired");
    }

    @Test
    @Tag("long")
    void aHubThatIsNotThere() throws Exception {
        refused(
                HubPipeline.hub("absent"),
                hubs.connectionString(),
                key(),
                "There is no hub absent at " + hubs.host(),
                "Create it, or correct its name");
    }

    @Test
    void aConsumerGroupThatIsNotThere() throws Exception {
        refused(
                HubPipeline.hub(hub) + ", consumerGroup: absent",
                hubs.connectionString(),
                key(),
                "There is no consumer group absent of hub boilers",
                "Create it, or correct its name");
    }

    @Test
    void aCertificateThatIsNotTrusted() throws Exception {
        refused(
                HubPipeline.hub(hub),
                hubs.strangersTrustStore(),
                hubs.connectionString(),
                key(),
                "certificate of " + hubs.host(),
                "javax.net.ssl.trustStore");
    }

    @Test
    void aCertificateOfAnotherHost() throws Exception {
        try (LocalEventHubs other = LocalEventHubs.startWithCertificateOfAnotherHost()) {
            other.createHub("boilers", 1);
            refused(
                    HubPipeline.hub("boilers"),
                    other.trustStore(),
                    other.connectionString(),
                    other.rootPolicy().key(),
                    "certificate of " + other.host(),
                    "Check the host's name");
        }
    }

    @Test
    @Tag("long")
    void aHostThatNobodyKnows() throws Exception {
        refused(
                HubPipeline.hub("boilers"),
                withKey("nowhere.invalid", WRONG_KEY),
                WRONG_KEY,
                "host",
                "nowhere.invalid",
                "name");
    }

    /** It takes connections, and says nothing. */
    @Test
    @Tag("long")
    void aHostThatDoesNotAnswer() throws Exception {
        String host = hubs.host().replaceFirst("\\d+$", "254");
        try (ServerSocket silent = new ServerSocket(LocalEventHubs.PORT, 50, InetAddress.getByName(host))) {
            assertThat(silent.isBound()).isTrue();
            refused(
                    HubPipeline.hub("boilers"),
                    withKey(host, WRONG_KEY),
                    WRONG_KEY,
                    "hub boilers at " + host + " does not answer",
                    "port 5671");
        }
    }
}
