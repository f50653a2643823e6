package io.vigie.adapters.spark.batches;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.Array;
import io.vavr.collection.Stream;
import io.vavr.collection.Vector;
import io.vigie.adapters.spark.StreamCheckpoints;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.memory.TelemetryListener;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.ForgetDevices.Noted;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowResult;
import io.vigie.domain.window.WindowSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Devices that somebody wants to be forgotten are so with the next batch, and with that one alone. */
@Timeout(120)
class ForgetNotesTest {

    private static final Rule HOT = rule("hot")
            .metric("m")
            .raise(Severity.MAJOR, when("value > 5"))
            .clearAfter(Duration.ofHours(3))
            .build();
    private static final Rule SILENT = rule("silent")
            .metric("m")
            .raise(Severity.MINOR, silentFor(Duration.ofHours(2)))
            .build();

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private final CollectedRows rows = new CollectedRows();
    private List<BatchReport> reports = List.of();

    @BeforeEach
    void aPipelineWithAlarmsAndWindows() {
        pipeline = TestPipeline.in(directory).filesPerBatch(1).rules(HOT, SILENT);
        pipeline = pipeline.windows(new WindowDefinition(
                "daily",
                new WindowSpec.Tumbling(Duration.ofDays(1)),
                Array.of(Aggregate.parse("count").get()),
                MetricPattern.EVERY,
                DevicePattern.EVERY));
    }

    private void file(int number, String... lines) {
        pipeline.file("file-" + number + ".json", ofMinutes(number), List.of(lines));
    }

    private void run() {
        reports = pipeline.run(List.of(), rows);
    }

    private Noted forget(String... devices) {
        return new StreamCheckpoints(TestSession.get())
                .forget(pipeline.plan().checkpoint(), Vector.of(devices).map(DeviceId::new));
    }

    private List<Row> at(String output) {
        return rows.at(directory.resolve(output).toString());
    }

    private List<String> alarms() {
        return at("alarms").stream()
                .map(row -> alarm(
                        row.getAs("alarm_id"),
                        row.getAs("device_id"),
                        row.getAs("transition"),
                        row.<Timestamp>getAs("event_time").toInstant(),
                        row.<String>getAs("explanation").contains("forgotten")))
                .sorted()
                .toList();
    }

    private List<String> windows() {
        return at("windows").stream()
                .map(row -> row.getAs("device_id") + " "
                        + row.<Number>getAs("count").longValue())
                .sorted()
                .toList();
    }

    private static String alarm(String id, String device, String word, Instant time, boolean isForgotten) {
        return device + " " + word + " " + Duration.between(START, time).toSeconds()
                + (isForgotten ? " forgotten " : " ") + id;
    }

    private static String deadline(AlarmTransition transition) {
        return transition
                .occasion()
                .explanation()
                .deadline()
                .map(Object::toString)
                .getOrElse("");
    }

    /** The same devices in memory, as the other engine to compare with. */
    private final class Memory implements TelemetryListener {

        final List<String> alarms = new ArrayList<>();
        final List<String> windows = new ArrayList<>();
        final MemoryEngine engine = MemoryEngine.of(pipeline.plan(), this);

        @Override
        public void transition(AlarmTransition transition) {
            alarms.add(alarm(
                    transition.occasion().alarm().toString(),
                    transition.occasion().device().value(),
                    transition.word(),
                    transition.occasion().eventTime(),
                    deadline(transition).contains("forgotten")));
        }

        @Override
        public void window(WindowResult window) {
            windows.add(window.device().value() + " " + window.values().head().longValue());
        }

        void arrives(int file, String... lines) {
            for (String line : lines) {
                engine.arrive(line.getBytes(StandardCharsets.UTF_8), START.plus(ofMinutes(file)));
            }
        }
    }

    private static long count(List<BatchReport> reports, java.util.function.ToLongFunction<BatchReport> of) {
        return reports.stream().mapToLong(of).sum();
    }

    @Test
    void withoutAnythingToReadTheNextRunForgetsAsTheEngineInMemoryDoes() throws IOException {
        String[] lines = {
            flat("a", "m", 9, ofSeconds(10)), flat("b", "m", 9, ofSeconds(20)), flat("a", "m", 1, ofSeconds(30))
        };
        file(1, lines);
        run();
        assertThat(devices()).isEqualTo("2");
        assertThat(forget("a", "nobody")).isEqualTo(new Noted(false));
        run();

        Memory memory = new Memory();
        memory.arrives(1, lines);
        memory.engine.forget(new DeviceId("a"));
        assertThat(alarms())
                .hasSize(3)
                .anyMatch(alarm -> alarm.startsWith("a cleared 30 forgotten "))
                .containsExactlyInAnyOrderElementsOf(memory.alarms);
        assertThat(windows()).containsExactly("a 2").containsExactlyElementsOf(memory.windows);
        assertThat(count(reports, BatchReport::forgottenDevices)).isOne();
        assertThat(count(reports, BatchReport::unknownDevices)).isOne();
        assertThat(reports.get(reports.size() - 1).activeAlarms()).contains(1L);
        assertThat(devices()).isEqualTo("1");

        run();
        assertThat(count(reports, BatchReport::unknownDevices)).isZero();
    }

    /** As the checkpoint has counted them after the last batch. */
    private String devices() throws IOException {
        try (java.util.stream.Stream<Path> all = Files.list(directory.resolve("checkpoint/devices"))) {
            Path last = all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .max(java.util.Comparator.comparingLong(
                            file -> Long.parseLong(file.getFileName().toString())))
                    .orElseThrow();
            return Files.readString(last);
        }
    }

    @Test
    void whatComesInTheSameBatchBeginsAfresh() throws IOException {
        String[] before = {flat("a", "m", 9, ofSeconds(10))};
        String[] after = {flat("a", "m", 9, ofSeconds(5)), flat("a", "m", 1, ofSeconds(40))};
        file(1, before);
        run();
        forget("a");
        file(2, after);
        run();

        Memory memory = new Memory();
        memory.arrives(1, before);
        memory.engine.forget(new DeviceId("a"));
        memory.arrives(2, after);
        assertThat(alarms())
                .containsExactlyInAnyOrderElementsOf(memory.alarms)
                .extracting(alarm -> alarm.substring(0, alarm.lastIndexOf(' ')))
                .containsExactlyInAnyOrder("a raised 10", "a cleared 10 forgotten", "a raised 5");
        assertThat(at("readings")).noneMatch(row -> row.<Boolean>getAs("late"));
        assertThat(windows()).containsExactly("a 1");
        assertThat(devices()).isEqualTo("1");
    }

    @Test
    void aRepeatedBatchForgetsTheSameAgainAndALaterOneWhatWasLeftSince() throws IOException {
        file(1, flat("a", "m", 9, ofSeconds(10)), flat("b", "m", 9, ofSeconds(20)));
        run();
        forget("a");
        file(2, flat("b", "m", 9, ofSeconds(30)));
        run();
        List<String> once = alarms();
        long batch = reports.get(0).number();
        assertThat(once).filteredOn(alarm -> alarm.contains("forgotten")).hasSize(1);

        crashBeforeCommitOf(batch);
        forget("b");
        run();
        assertThat(reports.get(0).number()).isEqualTo(batch);
        assertThat(reports.get(0).forgottenDevices()).isOne();
        assertThat(alarms())
                .filteredOn(alarm -> alarm.contains("forgotten"))
                .extracting(alarm -> alarm.substring(0, alarm.lastIndexOf(' ')))
                .containsExactly("a cleared 10 forgotten", "a cleared 10 forgotten", "b cleared 30 forgotten");
        run();
        assertThat(count(reports, BatchReport::unknownDevices)).isZero();
    }

    private void crashBeforeCommitOf(long first) throws IOException {
        for (String log : new String[] {"commits", "offsets"}) {
            for (long batch = log.equals("commits") ? first : first + 1; batch < first + 9; batch++) {
                Path file = directory.resolve("checkpoint").resolve(log).resolve(Long.toString(batch));
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.resolveSibling("." + batch + ".crc"));
            }
        }
    }

    @Test
    void aPipelineThatRunsTakesNotesOfItsOwnAccordAndAllOfThemBatchByBatch() throws Exception {
        file(1, flat("a", "m", 9, ofSeconds(10)), flat("b", "m", 9, ofSeconds(20)));
        List<BatchReport> told = Collections.synchronizedList(new ArrayList<>());
        RunningPipeline running = pipeline.every(Duration.ofMillis(50)).start(rows, told::add);
        try {
            await(() -> at("alarms").size() == 2);
            forget(Stream.range(0, 11_001).map(number -> "invented-" + number).toJavaArray(String[]::new));
            forget("a");
            await(() -> count(told, BatchReport::unknownDevices) == 11_001
                    && at("alarms").size() == 3);
        } finally {
            running.stop();
        }
        assertThat(alarms()).anyMatch(alarm -> alarm.startsWith("a cleared 10 forgotten "));
        assertThat(told).allMatch(report -> report.unknownDevices() <= 10_000);
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void whereThereIsNoClockTheNextMessagesBringIt() {
        pipeline = TestPipeline.in(directory)
                .filesPerBatch(1)
                .outputs(Output.READINGS, Output.REJECTED)
                .limits(new FleetLimits(10, 2));
        file(1, flat("a", "m", 1, ofSeconds(50)), flat("b", "m", 1, ofSeconds(50)));
        run();
        assertThat(forget("a", "nobody")).isEqualTo(new Noted(true));
        run();
        assertThat(reports).isEmpty();

        file(2, flat("b", "m", 1, ofSeconds(40)));
        file(3, flat("a", "m", 1, ofSeconds(40)), flat("b", "m", 1, ofSeconds(45)));
        file(4, flat("c", "m", 1, ofSeconds(40)));
        run();
        assertThat(count(reports, BatchReport::forgottenDevices)).isOne();
        assertThat(count(reports, BatchReport::unknownDevices)).isOne();
        assertThat(at("readings").stream().filter(row -> row.<Boolean>getAs("late")))
                .extracting(row -> row.<String>getAs("device_id"))
                .containsExactly("b", "b");
        assertThat(at("rejected")).hasSize(1);
        run();
        assertThat(reports).isEmpty();
    }

    @Test
    void aNoteThatIsNoneStopsThePipelineAndIsNamed() throws IOException {
        file(1, flat("a", "m", 9, ofSeconds(10)));
        run();
        Path note = Files.createDirectories(directory.resolve("checkpoint/forget"))
                .resolve("note-00000000-0000-0000-0000-000000000000");
        for (String text : new String[] {"", "{}", "[7]", "[\"\"]", "[\"a\"] x", "[".repeat(100_000)}) {
            Files.writeString(note, text);
            assertThatThrownBy(this::run)
                    .isInstanceOf(PipelineFailed.class)
                    .hasMessageContaining("The note file:" + note + " does not name devices to be forgotten: ")
                    .hasMessageEndingWith("Delete it, and have the devices forgotten again.");
        }
        Files.delete(note);
        run();
    }

    @Test
    void whereNothingIsRememberedNothingCanBeForgotten() {
        assertThatThrownBy(() -> forget("a"))
                .isInstanceOf(PipelineRefused.class)
                .hasMessage("There is nothing to forget: the pipeline of the checkpoint "
                        + directory.resolve("checkpoint") + " has not run yet.");
        pipeline = TestPipeline.in(directory).outputs(Output.REJECTED);
        file(1, "bad");
        run();
        assertThatThrownBy(() -> forget("a"))
                .isInstanceOf(PipelineRefused.class)
                .hasMessageContaining("remembers nothing of devices, as it writes violations or rejected alone");
        assertThat(directory.resolve("checkpoint/forget")).doesNotExist();
    }
}
