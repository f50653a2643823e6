package io.vigie.adapters.eventhubs;

import static io.vigie.adapters.eventhubs.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import io.vigie.adapters.eventhubs.testing.Right;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.plan.EventHub;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What cannot be used is refused before anything is written, within a minute, with what to do. Where that is no host, which
 * takes patience, others are refused meanwhile.
 */
@Timeout(120)
class RefusedHubTest {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final LocalEventHubs hubs = TestSource.shared();
    private final Hub hub = TestSource.newHub(1);

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        hub.publish(0, events(0, 0, 3));
    }

    private void refused(TestSource source, String... words) {
        refused(TestRun.ofDevices(directory, source), words);
    }

    private static void refused(TestRun run, String... words) {
        Instant before = Instant.now();
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(run::run)
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains(words).doesNotContain("SharedAccessKey="));
        assertThat(Duration.between(before, Instant.now())).isLessThan(A_MINUTE);
        assertThat(run.devices()).isEmpty();
        assertThat(run.reports()).isEmpty();
    }

    private EventHub hubWith(String connectionString) {
        return TestSource.hub(hubs.host(), hub.name(), connectionString);
    }

    private EventHub hubAllowing(Right... rights) {
        return hubWith(hubs.connectionString(hubs.addPolicy("policy-" + hub.name(), rights)));
    }

    @Test
    void aWrongKey() {
        refused(
                TestSource.of(hubWith("Endpoint=sb://" + hubs.host()
                        + "/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=d3Jvbmc=")),
                hub.name(),
                "does not let the pipeline in",
                "Check the login");
    }

    @Test
    void aSignatureThatHasExpired() {
        refused(
                TestSource.of(
                        hubWith(
                                "Endpoint=sb://" + hubs.host()
                                        + "/;SharedAccessSignature=SharedAccessSignature sr=x&sig=y&se=1&skn=RootManageSharedAccessKey")),
                "does not let the pipeline in",
                "signature has expired");
    }

    @Test
    void aLoginThatMayNotRead() {
        refused(TestSource.of(hubAllowing(Right.SEND)), "does not let the pipeline in", "right to listen");
    }

    @Test
    void aHubThatIsNotThere() {
        refused(
                TestSource.of(TestSource.hub(hubs.host(), "absent", hubs.connectionString())),
                "There is no hub absent at " + hubs.host());
    }

    @Test
    void aConsumerGroupThatIsNotThere() {
        refused(TestSource.of(hub).consumerGroup("absent"), "There is no consumer group absent of hub " + hub.name());
    }

    @Test
    void aCertificateOfAnotherHost() {
        try (LocalEventHubs other = LocalEventHubs.startWithCertificateOfAnotherHost()) {
            Hub there = other.createHub("hub", 1);
            refused(
                    TestSource.of(TestSource.hub(other.host(), there.name(), there.connectionString())),
                    "certificate of " + other.host(),
                    "javax.net.ssl.trustStore");
        }
    }

    @Test
    void aCertificateThatIsNotTrusted() {
        hubs.strangersTrustStore().use();
        try {
            refused(TestSource.of(hub), "certificate of " + hubs.host(), "javax.net.ssl.trustStore");
        } finally {
            hubs.trustStore().use();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aHostThatDoesNotAnswer() {
        refused(
                TestSource.of(TestSource.hub("127.3.2.1", hub.name(), hub.connectionString())),
                "hub " + hub.name() + " at 127.3.2.1",
                "5671");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aHostThatTakesConnectionsAndSaysNothing() throws IOException {
        String host = hubs.host().replaceFirst("\\d+$", "254");
        try (ServerSocket silent = new ServerSocket(LocalEventHubs.PORT, 50, InetAddress.getByName(host))) {
            assertThat(silent.isBound()).isTrue();
            refused(
                    TestSource.of(TestSource.hub(host, hub.name(), hub.connectionString()))
                            .option("eventhubs.operationTimeout", "PT8S"),
                    "hub " + hub.name() + " at " + host + " does not answer",
                    "port 5671");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aHostThatNobodyKnows() {
        refused(
                TestSource.of(TestSource.hub("nowhere.invalid", hub.name(), hub.connectionString())),
                "nowhere.invalid");
    }

    @Test
    void aSinkThatMayNotWrite() {
        refused(
                TestRun.ofDevices(directory, TestSource.of(hub))
                        .change(pipeline ->
                                pipeline.sinks(Output.VIOLATIONS, TestSource.sink(hubAllowing(Right.LISTEN)))),
                "does not let the pipeline in",
                "for a sink to send");
    }

    @Test
    void anOptionThatNobodyKnows() {
        refused(TestSource.of(hub).option("eventhubs.prefetch", "5"), "eventhubs.prefetchCount");
    }
}
