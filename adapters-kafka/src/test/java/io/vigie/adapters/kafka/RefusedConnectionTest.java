package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vigie.adapters.kafka.testing.Listener;
import io.vigie.adapters.kafka.testing.Login;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.TlsSettings;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.StoreFormat;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pipeline that cannot reach Kafka, or is not let in, does not start: it says why within a minute, and writes nothing. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class RefusedConnectionTest {

    private final TestBroker broker = TestBroker.shared();
    private final Topics topics = broker.topics();
    private final String in = newTopic();
    private final String out = newTopic();

    @TempDir
    private Path directory;

    private TestRun run;

    @BeforeEach
    void newTopics() {
        topics.create(in, 1);
        topics.create(out, 1);
        topics.send(in, reading("a"), "not a reading");
    }

    @AfterEach
    void nothingIsWritten() {
        assertThat(run.rows(Output.READINGS)).isEmpty();
        assertThat(run.rows(Output.REJECTED)).isEmpty();
        assertThat(run.reports()).isEmpty();
        assertThat(topics.records(out)).isEmpty();
        assertThat(directory.resolve("checkpoint").resolve("commits"))
                .satisfiesAnyOf(
                        commits -> assertThat(commits).doesNotExist(),
                        commits -> assertThat(commits).isEmptyDirectory());
    }

    /** A source there is refused, and so is a sink, with the same words. */
    private ThrowableAssertAlternative<PipelineRefused> isRefused(Map<String, String> clientSettings) {
        KafkaCluster cluster = TestSource.cluster(clientSettings);
        run = TestRun.of(directory, TestSource.of(in).at(cluster));
        TestRun writing = TestRun.of(directory.resolve("writing"), TestSource.of(in))
                .change(pipeline -> pipeline.sinks(Output.REJECTED, new SinkPlan.KafkaTopic(cluster, out)));
        // Beside each other, since each may take as long as its patience.
        CompletableFuture<Throwable> sink = CompletableFuture.supplyAsync(() -> catchThrowable(writing::start));
        Throwable source = catchThrowable(run::start);
        assertThat(sink.join()).hasMessage(source.getMessage());
        return assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> {
                    throw source;
                })
                .withMessageContaining(cluster.servers());
    }

    @ParameterizedTest
    @EnumSource(
            value = Login.class,
            names = {"PLAIN", "SCRAM"})
    void aWrongPasswordIsNamed(Login login) {
        Map<String, String> settings = broker.clientSettings(Listener.SASL_PLAINTEXT, login);
        settings.put("sasl.jaas.config", login.client(TestBroker.USER, "a-wrong-one-Xy7"));

        isRefused(settings)
                .withMessageContaining("does not let the pipeline in")
                .withMessageContaining("Authentication failed")
                .withMessageContaining("password")
                .withMessageNotContaining("a-wrong-one-Xy7");
    }

    @Test
    void anUntrustedCertificateIsNamed() {
        Map<String, String> settings = broker.clientSettings(Listener.TLS);
        Path strangers = broker.certificates().strangersTrust(StoreFormat.PKCS12);
        settings.putAll(TlsSettings.trusting(strangers, StoreFormat.PKCS12));

        isRefused(settings).withMessageContaining("SSL handshake failed").withMessageContaining("certificat");
    }

    @Test
    void theCertificateOfAnotherHostIsNamed() {
        isRefused(broker.clientSettings(Listener.OTHER_HOST))
                .withMessageContaining("SSL handshake failed")
                .withMessageContaining("127.0.0.1");
    }

    @Test
    void aMissingCertificateIsNamed() {
        Map<String, String> settings = broker.clientSettings(Listener.TLS);
        settings.put("bootstrap.servers", broker.servers(Listener.MUTUAL_TLS));

        isRefused(settings)
                .withMessageContaining("does not let the pipeline in")
                .withMessageContaining("bad_certificate");
    }

    @Test
    void aStoreThatIsNotThereIsNamed() {
        Map<String, String> settings = broker.clientSettings(Listener.TLS);
        settings.put("ssl.truststore.location", "/no/such/trust.p12");

        isRefused(settings).withMessageContaining("/no/such/trust.p12");
    }

    @Test
    void aListenerOfAnotherProtocolIsNamed() {
        Map<String, String> settings = broker.clientSettings(Listener.PLAINTEXT);
        settings.put("bootstrap.servers", broker.servers(Listener.SASL_TLS));

        isRefused(settings).withMessageContaining("security.protocol");
    }

    @Test
    void aBrokerThatIsNotThereIsNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        isRefused(Map.of("bootstrap.servers", "127.0.0.1:" + port)).withMessageContaining("does not answer");
    }

    @Test
    void aHostThatHasNoAddressIsNamed() {
        isRefused(Map.of("bootstrap.servers", "no-such-host.invalid:9092"))
                .withMessageContaining("no-such-host.invalid");
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        run = TestRun.of(directory, TestSource.of(in, "no-such-topic"));
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(run::start)
                .withMessageContaining("no topic no-such-topic");

        run = TestRun.of(directory, TestSource.of(in))
                .change(pipeline -> pipeline.sinks(Output.REJECTED, TestSource.sink("no-such-topic")));
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(run::start)
                .withMessageContaining("no topic no-such-topic")
                .withMessageContaining("rejected");
    }
}
