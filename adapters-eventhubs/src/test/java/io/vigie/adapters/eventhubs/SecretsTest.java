package io.vigie.adapters.eventhubs;

import static io.vigie.adapters.eventhubs.TestEvents.event;
import static io.vigie.adapters.eventhubs.TestEvents.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import io.vigie.adapters.spark.testing.CapturedLog;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.pipeline.RunningPipeline;
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
import java.util.stream.Stream;
import org.apache.spark.sql.execution.streaming.StreamExecution;
import org.apache.spark.sql.execution.streaming.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys that a pipeline is given are in nothing that it leaves behind: neither as they are nor in Base64. */
@Timeout(150)
class SecretsTest {

    private final LocalEventHubs hubs = TestSource.shared();
    private final Hub in = TestSource.newHub(1);
    private final Hub out = TestSource.newHub(1);
    private final CapturedLog log = new CapturedLog();
    private final StringBuilder seen = new StringBuilder();

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        in.publish(0, event("a"), Event.of("not a reading"));
        log.start();
    }

    @AfterEach
    void nothingIsSeen() throws IOException {
        log.stop();
        see(log.text());
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> see(content(file)));
        }
        assertThat(log.text()).as("a log to look at").contains("eventhubs");
        assertThat(places(hubs.rootPolicy().key())).isEmpty();
        assertThat(places("sig=")).isEmpty();
    }

    /** Where a secret is seen, and what is around it. */
    private String places(String secret) {
        StringBuilder places = new StringBuilder();
        Stream.concat(Stream.of(secret), base64(secret)).forEach(form -> {
            for (int at = seen.indexOf(form); at >= 0; at = seen.indexOf(form, at + 1)) {
                places.append(seen, Math.max(0, at - 300), at).append("<<<>>>\n");
            }
        });
        return places.toString();
    }

    /** What stays the same of a text's Base64, whatever the text is in. */
    private static Stream<String> base64(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(0, 1, 2).filter(before -> bytes.length > 8).map(before -> {
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

    private TestRun run(TestSource source) {
        return TestRun.of(directory, source)
                .change(pipeline -> pipeline.sinks(
                        Output.REJECTED,
                        TestSource.sink(out),
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
        TestRun run = run(TestSource.of(in)).change(pipeline -> pipeline.every(Duration.ofMillis(100)));
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
        see(TestSession.get().conf().getAll());
        assertThat(out.events()).hasSize(1);
    }

    @Test
    void notWhereThePipelineIsRefused() {
        String known = hubs.connectionString();
        see(catchThrowable(() ->
                run(TestSource.of(TestSource.hub(hubs.host(), "absent", known))).run()));
        see(catchThrowable(() -> run(TestSource.of(TestSource.hub(hubs.host(), in.name(), known + "x")))
                .run()));
        see(catchThrowable(() -> run(TestSource.of(
                        TestSource.hub(hubs.host(), in.name(), known.replace("SharedAccessKeyName", "Name"))))
                .run()));
    }

    @Test
    void notWhereThePipelineFails() {
        TestRun run = run(TestSource.of(in));
        run.run();
        in.publish(0, events(0, 0, 5));
        in.truncate(0, 5);

        Throwable failure = catchThrowable(run::run);

        assertThat(failure).hasMessageContaining("offsets 2 to 4");
        see(failure);
    }
}
