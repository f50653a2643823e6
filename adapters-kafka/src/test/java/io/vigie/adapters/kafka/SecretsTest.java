package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vigie.adapters.kafka.testing.Listener;
import io.vigie.adapters.kafka.testing.Login;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.TlsSettings;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.CapturedLog;
import io.vigie.adapters.spark.testing.Certificates;
import io.vigie.adapters.spark.testing.StoreFormat;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.execution.streaming.StreamExecution;
import org.apache.spark.sql.execution.streaming.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords that a pipeline is given are in nothing that it leaves behind: neither as they are nor in Base64. */
class SecretsTest {

    private final TestBroker broker = TestBroker.shared();
    private final Topics topics = broker.topics();
    private final String in = newTopic();
    private final String out = newTopic();
    private final CapturedLog log = new CapturedLog();
    private final StringBuilder seen = new StringBuilder();

    @TempDir
    private Path directory;

    @BeforeEach
    void newTopics() {
        topics.create(in, 1);
        topics.create(out, 1);
        topics.send(in, reading("a"), "not a reading");
        log.start();
    }

    @AfterEach
    void nothingIsSeen() throws IOException {
        log.stop();
        seen.append(log.text());
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> seen.append(content(file)));
        }
        assertThat(log.text()).as("a log to look at").contains("kafka");
        for (String secret : new String[] {TestBroker.PASSWORD, Certificates.PASSWORD}) {
            assertThat(places(secret)).as(secret).isEmpty();
        }
    }

    /** Where a secret is seen, and what is around it. */
    private String places(String secret) {
        StringBuilder places = new StringBuilder();
        Stream.concat(Stream.of(secret), base64(secret)).forEach(form -> {
            for (int at = seen.indexOf(form); at >= 0; at = seen.indexOf(form, at + 1)) {
                places.append(seen, Math.max(0, at - 300), at)
                        .append("<<<")
                        .append(form)
                        .append(">>>\n");
            }
        });
        return places.toString();
    }

    /** What stays the same of a text's Base64, whatever the text is in. */
    private static Stream<String> base64(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(0, 1, 2).map(before -> {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            return encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 2);
        });
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = broker.clientSettings(Listener.SASL_TLS, Login.PLAIN);
        settings.putAll(TlsSettings.identified(broker.certificates().client(StoreFormat.PKCS12), StoreFormat.PKCS12));
        return settings;
    }

    private TestRun run(KafkaCluster cluster) {
        return TestRun.of(directory, TestSource.of(in).at(cluster))
                .change(pipeline -> pipeline.sinks(
                        Output.REJECTED,
                        new SinkPlan.KafkaTopic(cluster, out),
                        new SinkPlan.DeltaTable(directory.resolve("rejected").toString())));
    }

    private void see(Object something) {
        seen.append(something).append('\n');
    }

    private void see(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        see(trace.toString());
    }

    @Test
    void notWhereAllGoesWell() throws Exception {
        TestRun run = run(TestSource.cluster(settings())).change(pipeline -> pipeline.every(Duration.ofMillis(100)));
        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.devices().contains("a"));
            for (StreamingQuery query : TestSession.get().streams().active()) {
                StreamExecution execution = ((StreamingQueryWrapper) query).streamingQuery();
                see(execution.explainInternal(true));
                see(execution.logicalPlan());
                see(execution.lastExecution());
                see(query);
                see(query.status());
                for (var progress : query.recentProgress()) {
                    see(progress.json());
                }
            }
        } finally {
            running.stop();
        }
        see(run.rows(Output.READINGS));
        see(run.rows(Output.REJECTED));
        topics.records(out).forEach(this::see);
        see(TestSession.get().conf().getAll());
        assertThat(run.rows(Output.REJECTED)).hasSize(1);
    }

    @Test
    void notWhereThePipelineIsRefused() {
        Map<String, String> stranger = settings();
        stranger.put("sasl.jaas.config", Login.PLAIN.client("stranger", TestBroker.PASSWORD));
        refused(stranger, "Authentication failed");

        Map<String, String> unfinished = settings();
        unfinished.put(
                "sasl.jaas.config",
                Login.PLAIN.client(TestBroker.USER, TestBroker.PASSWORD).replace(";", ""));
        refused(unfinished, "");

        Map<String, String> torn = settings();
        torn.put("sasl.jaas.config", TestBroker.PASSWORD);
        refused(torn, "");

        Map<String, String> wrongStore = settings();
        wrongStore.put("ssl.truststore.type", "JKS");
        wrongStore.put("ssl.truststore.password", TestBroker.PASSWORD);
        refused(wrongStore, "");
    }

    private void refused(Map<String, String> clientSettings, String why) {
        Throwable refusal =
                catchThrowable(() -> run(TestSource.cluster(clientSettings)).start());
        assertThat(refusal).hasMessageContaining(why);
        see(refusal);
    }

    @Test
    void notWhereThePipelineFails() {
        TestRun run = run(TestSource.cluster(settings()));
        run.run();
        topics.send(in, "b", "c");
        topics.deleteRecordsBefore(in, 0, 3);

        Throwable failure = catchThrowable(run::run);

        assertThat(failure).hasMessageContaining("offsets 2 to 2");
        see(failure);
    }
}
