package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins of Microsoft Entra ID by AMQP: the hub is shown a token, and no key. */
class EventHubsLoginIT {

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private LocalEventHubs hubs;
    private Hub hub;
    private TokenIssuer tokens;

    @BeforeEach
    void start() throws Exception {
        hubs = LocalEventHubs.start();
        hub = hubs.createHub("boilers", 2);
        Messages.readings(0, 10).forEach(reading -> hub.publish(0, Event.of(reading)));
        tokens = new TokenIssuer();
        tokens.start(hubs.identity());
    }

    @AfterEach
    void stop() {
        tokens.close();
        hubs.close();
    }

    private VigieProcess.Ended run(String secret) throws IOException, InterruptedException {
        String where = ("namespace: %s, protocol: amqp, login: { clientSecret: { tenant: acme, client: 11-22, secret:"
                        + " \"${env:SECRET}\" } }, hub: ")
                .formatted(hubs.host());
        Pipeline pipeline = KafkaPipeline.write(
                directory, directory.resolve("out"), """
                pipeline: login
                source: { eventhubs: { %s } }
                rules: rules.yaml
                sinks:
                  readings: { delta: { path: out/readings } }
                  violations: { eventhubs: { %s } }
                checkpoint: out/checkpoint
                """.formatted(where + "boilers", where + "violations"));
        try (VigieProcess process = HubPipeline.run(
                pipeline, hubs.trustStore(), Map.of("SECRET", secret, "AZURE_AUTHORITY_HOST", tokens.authority()))) {
            return process.end(LONGEST_REFUSAL);
        }
    }

    private void assertNowhere(String... secrets) throws IOException {
        for (String secret : secrets) {
            Canary canary = new Canary(secret);
            for (Path file : Directories.files(directory)) {
                assertThat(canary.isIn(Files.readAllBytes(file)))
                        .as("a secret is in %s", file)
                        .isFalse();
            }
        }
    }

    @Test
    void aTokenLetsItReadAndWrite() throws Exception {
        Hub violations = hubs.createHub("violations", 1);
        Messages.readings(95, 100).forEach(reading -> hub.publish(1, Event.of(reading)));
        tokens.announceTo(token -> hubs.acceptBearer(token, Instant.now().plus(Duration.ofHours(1))));

        VigieProcess.Ended ended = run(TokenIssuer.SECRET);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        assertThat(Tables.read(directory.resolve("out/readings")).count()).isEqualTo(15);
        assertThat(violations.events()).isNotEmpty();
        assertThat(tokens.asked())
                .as("the many connections of the process share a token")
                .hasSizeBetween(1, 2)
                .allSatisfy(asked -> assertThat(asked).contains("eventhubs.azure.net"));
        assertNowhere(TokenIssuer.SECRET, tokens.granted().get(0));
    }

    @Test
    void aTokenThatTheHubDoesNotTakeIsTold() throws Exception {
        VigieProcess.Ended ended = run(TokenIssuer.SECRET);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
        assertThat(ended.err())
                .contains("The hub boilers at " + hubs.host() + " does not let the pipeline in", "Check the login");
        assertNowhere(TokenIssuer.SECRET, tokens.granted().get(0));
    }

    @Test
    @Tag("long")
    void aSecretThatEntraIdDoesNotKnowIsTold() throws Exception {
        String wrong = TokenIssuer.SECRET.replace("canary", "kanari");

        VigieProcess.Ended ended = run(wrong);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
        assertThat(ended.err())
                .contains("Microsoft Entra ID gives no token for the client 11-22 of the tenant acme", "AADSTS7000215");
        assertNowhere(wrong);
    }
}
