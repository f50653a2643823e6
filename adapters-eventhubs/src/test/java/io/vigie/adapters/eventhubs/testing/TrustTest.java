package io.vigie.adapters.eventhubs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.eventhubs.ConnectionStringBuilder;
import com.microsoft.azure.eventhubs.EventHubClient;
import com.microsoft.azure.eventhubs.EventPosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Clients check who a {@link LocalEventHubs} is. What they trust is of their whole JVM. */
@Isolated
@Timeout(300)
class TrustTest {

    @Test
    void aServiceWhoseCertificateNobodyKnowsIsNotTrusted() {
        try (LocalEventHubs hubs = LocalEventHubs.start()) {
            Hub hub = hubs.createHub("untrusted", 1);
            hubs.strangersTrustStore().use();
            assertThatThrownBy(() -> connect(hub.connectionString()))
                    .hasStackTraceContaining("unable to find valid certification path");
            hubs.trustStore().use();
            connect(hub.connectionString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServiceWithTheCertificateOfAnotherHostIsNotTrusted() {
        try (LocalEventHubs hubs = LocalEventHubs.startWithCertificateOfAnotherHost()) {
            Hub hub = hubs.createHub("elsewhere", 1);
            hubs.trustStore().use();
            assertThatThrownBy(() -> connect(hub.connectionString()))
                    .hasStackTraceContaining("No subject alternative names matching IP address");
        }
    }

    @Test
    void anotherJvmTrustsItByItsOptions() throws Exception {
        try (LocalEventHubs hubs = LocalEventHubs.start()) {
            Hub hub = hubs.createHub("child", 1);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(hubs.trustStore().jvmOptions());
            command.addAll(List.of(
                    "-cp", System.getProperty("java.class.path"), TrustTest.class.getName(), hub.connectionString()));

            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();

            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(said).isZero();
            assertThat(hubs.counters().connections()).isEqualTo(1);
        }
    }

    /** The other JVM. */
    public static void main(String... arguments) throws Exception {
        connect(arguments[0]);
    }

    private static void connect(String connectionString) throws Exception {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
        try {
            String patient = new ConnectionStringBuilder(connectionString)
                    .setOperationTimeout(Duration.ofSeconds(20))
                    .toString();
            EventHubClient client = EventHubClient.createFromConnectionStringSync(patient, threads);
            client.createReceiverSync(Hub.DEFAULT_GROUP, "0", EventPosition.fromStartOfStream())
                    .closeSync();
            client.closeSync();
        } finally {
            threads.shutdownNow();
        }
    }
}
