package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.Listener;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.StoreFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password of a login over TLS, looked for in all that a pipeline leaves behind. */
class KafkaSecretIT {

    private static final String VARIABLE = "VIGIE_TEST_PASSWORD";
    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final TestBroker broker = TestBroker.shared();

    @Test
    void itIsNowhereAfterARunThatWentWell() throws Exception {
        VigieProcess.Ended ended = run("secret-right", TestBroker.PASSWORD);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        assertThat(Tables.read(directory.resolve("out/readings")).count()).isEqualTo(10);
        for (String table : new String[] {"readings", "rejected"}) {
            assertThat(Tables.rows(Tables.read(directory.resolve("out").resolve(table))))
                    .isNotEmpty()
                    .noneMatch(row -> row.contains(TestBroker.PASSWORD));
        }
        assertThatItIsNowhere(TestBroker.PASSWORD);
    }

    @Test
    void aWrongOneIsNowhereEitherAndTheCauseIsTold() throws Exception {
        String wrong = "wrong-" + TestBroker.PASSWORD;

        VigieProcess.Ended ended = run("secret-wrong", wrong);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
        assertThat(ended.err()).contains(broker.servers(Listener.SASL_TLS), "does not let the pipeline in", "password");
        assertThat(Directories.files(directory))
                .as("files of tables")
                .noneMatch(file -> file.startsWith(directory.resolve("out/readings"))
                        || file.startsWith(directory.resolve("out/rejected")));
        assertThatItIsNowhere(wrong);
    }

    private VigieProcess.Ended run(String topic, String password) throws IOException, InterruptedException {
        Topics topics = broker.topics();
        topics.create(topic, 1, Map.of("retention.ms", "-1"));
        topics.create(topic + "-violations", 1, Map.of("retention.ms", "-1"));
        topics.send(topic, "no reading");
        for (byte[] reading : Messages.readings(0, 10)) {
            topics.send(topic, new String(reading, StandardCharsets.UTF_8));
        }
        String options = """
                options: { kafka.security.protocol: SASL_SSL, kafka.sasl.mechanism: SCRAM-SHA-512, \
                kafka.ssl.truststore.type: PEM, kafka.ssl.truststore.location: "%s", kafka.sasl.jaas.config: \
                'org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="${env:%s}";' }\
                """.formatted(broker.certificates().trust(StoreFormat.PEM), TestBroker.USER, VARIABLE);
        String servers = broker.servers(Listener.SASL_TLS);
        Pipeline pipeline = KafkaPipeline.write(directory, directory.resolve("out"), """
                pipeline: secret
                source: { kafka: { %s, %s } }
                rules: rules.yaml
                sinks:
                  readings: { delta: { path: out/readings } }
                  rejected: { delta: { path: out/rejected } }
                  violations: { kafka: { %s, %s } }
                checkpoint: out/checkpoint
                """.formatted(
                        KafkaPipeline.topic(servers, topic),
                        options,
                        KafkaPipeline.topic(servers, topic + "-violations"),
                        options));
        Map<String, String> environment = Map.of(VARIABLE, password, "VIGIE_DEBUG", "1");
        try (VigieProcess process = VigieProcess.run(pipeline, VigieProcess.Surroundings.environment(environment))) {
            return process.end(LONGEST_REFUSAL);
        }
    }

    /** Standard output and standard error are files of the directory too. */
    private void assertThatItIsNowhere(String password) throws IOException {
        Canary canary = new Canary(password);
        for (Path file : Directories.files(directory)) {
            assertThat(canary.isIn(Files.readAllBytes(file)))
                    .as("the password is in %s", file)
                    .isFalse();
        }
    }
}
