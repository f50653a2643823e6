package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.reading;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pipelines read and write through every kind of guarded listener. */
class SecureConnectionTest {

    private final TestBroker broker = TestBroker.shared();
    private final Topics topics = broker.topics();

    @TempDir
    private Path directory;

    static Stream<Arguments> logins() {
        return Stream.of(Login.values())
                .flatMap(login -> Stream.of(
                        Arguments.of(Listener.SASL_PLAINTEXT, login), Arguments.of(Listener.SASL_TLS, login)));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aPipelineLogsIn(Listener listener, Login login) {
        passesThrough(broker.clientSettings(listener, login));
    }

    @ParameterizedTest
    @EnumSource(StoreFormat.class)
    void aPipelineShowsItsCertificateAndChecksThatOfTheBroker(StoreFormat format) {
        Map<String, String> settings = tls(Listener.MUTUAL_TLS);
        settings.putAll(TlsSettings.trusting(broker.certificates().trust(format), format));
        settings.putAll(TlsSettings.identified(broker.certificates().client(format), format));

        passesThrough(settings);
    }

    @Test
    void keysAndCertificatesMayBeTextAmongTheSettings() throws IOException {
        String identity = Files.readString(broker.certificates().client(StoreFormat.PEM));
        int certificates = identity.indexOf("-----BEGIN CERTIFICATE");
        Map<String, String> settings = tls(Listener.MUTUAL_TLS);
        settings.put("ssl.truststore.type", "PEM");
        settings.put(
                "ssl.truststore.certificates",
                Files.readString(broker.certificates().trust(StoreFormat.PEM)));
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.key", identity.substring(0, certificates));
        settings.put("ssl.keystore.certificate.chain", identity.substring(certificates));

        passesThrough(settings);
    }

    private Map<String, String> tls(Listener listener) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.servers(listener));
        settings.put("security.protocol", listener.protocol());
        return settings;
    }

    private void passesThrough(Map<String, String> clientSettings) {
        KafkaCluster cluster = TestSource.cluster(clientSettings);
        String in = newTopic();
        String out = newTopic();
        topics.create(in, 1);
        topics.create(out, 1);
        topics.send(in, reading("a"), "not a reading");

        TestRun run = TestRun.of(directory, TestSource.of(in).at(cluster))
                .change(pipeline -> pipeline.sinks(Output.REJECTED, new SinkPlan.KafkaTopic(cluster, out)));
        run.run();

        assertThat(run.devices()).containsExactly("a");
        assertThat(topics.values(out)).containsExactly("not a reading");
    }
}
