package io.vigie.adapters.delta;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Option;
import io.vigie.adapters.spark.history.SparkHistory;
import io.vigie.adapters.spark.testing.KernelReplay;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** Whole pipelines from files into Delta tables, and what becomes of them when something breaks. */
class DeltaPipelineTest {

    /** It has no deadlines, so that batches are those of the readings alone. */
    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.CRITICAL, when("value > 95"))
            .raise(Severity.WARNING, when("value > 80").times(2).until("value < 75"))
            .build();

    @TempDir
    private Path directory;

    private TestPipeline pipeline;

    @BeforeEach
    void newPipeline() {
        pipeline = TestPipeline.in(directory).rules(HOT);
        story(1);
    }

    /** Part of a story: six devices that run hot and cool down, one message that is none. */
    private void story(int part) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Duration measured = ofSeconds((part - 1) * 600L + i * 10L);
            lines.add(flat("boiler-" + i % 6, "temperature", i % 24 < 12 ? 85 + i % 24 : 60, measured));
        }
        lines.add("broken " + part);
        pipeline.file("part-" + part + ".json", ofSeconds(part * 600L), lines);
    }

    private List<BatchReport> run() {
        return run(pipeline);
    }

    private static List<BatchReport> run(TestPipeline pipeline) {
        DeltaConnector delta = new DeltaConnector();
        return pipeline.run(List.of(delta), delta);
    }

    private List<Row> rows(Path table) {
        return TestSession.get().read().format("delta").load(table.toString()).collectAsList();
    }

    private List<Row> rows(Output output) {
        return rows(directory.resolve(output.word()));
    }

    private long versions(Output output) throws IOException {
        try (Stream<Path> log = Files.list(directory.resolve(output.word()).resolve("_delta_log"))) {
            return log.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    private void mustBeWhole(int parts) {
        KernelReplay kernel = new KernelReplay(pipeline.plan());
        for (int part = 1; part <= parts; part++) {
            Path file = directory.resolve("in").resolve("part-" + part + ".json");
            try {
                Instant arrived = Files.getLastModifiedTime(file).toInstant();
                Files.readAllLines(file).forEach(line -> kernel.message(line, arrived));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(rows(Output.READINGS))
                .extracting(KernelReplay::reading)
                .containsExactlyInAnyOrderElementsOf(kernel.readings());
        assertThat(rows(Output.ALARMS))
                .extracting(KernelReplay::alarm)
                .containsExactlyInAnyOrderElementsOf(kernel.alarms());
        assertThat(kernel.alarms()).isNotEmpty();
        assertThat(rows(Output.REJECTED))
                .extracting(row -> new String(row.<byte[]>getAs("payload"), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, part -> part + 1)
                        .limit(parts)
                        .map(part -> "broken " + part)
                        .toList());
    }

    @Test
    void whatIsReadIsInTheTablesOnceAndARestartAddsOnlyWhatIsNew() {
        List<BatchReport> reports = run();

        assertThat(reports).extracting(BatchReport::readings).containsExactly(60L);
        mustBeWhole(1);

        story(2);
        assertThat(run()).extracting(BatchReport::number).containsExactly(1L);
        assertThat(run()).isEmpty();
        mustBeWhole(2);
    }

    @Test
    void timesOfLongAgoGoThroughReadingsAlarmsAndWindowsAndAreReadAgain() {
        Map<String, String> settings = settings();
        Instant longAgo = Instant.parse("0001-01-01T00:00:00.000001Z");
        pipeline = TestPipeline.in(directory.resolve("old"))
                .rules(rule("hot")
                        .metric("temperature")
                        .raise(Severity.CRITICAL, when("value > 95").heldFor(ofSeconds(30)))
                        .build())
                .windows(WindowDefinition.of(
                        "hourly",
                        new WindowSpec.Tumbling(Duration.ofHours(1)),
                        Aggregate.parse("count").get()));
        pipeline.file(
                "old.json",
                Duration.ZERO,
                Stream.of(longAgo, Instant.parse("1582-10-10T00:00:00Z"), Instant.parse("1899-12-31T23:59:59.999999Z"))
                        .map(time -> flat("boiler-1", "temperature", 96, Duration.between(TestPipeline.START, time)))
                        .toList());

        run(pipeline);

        assertThat(micros("old/readings", "event_time")).hasSize(3).contains(Microseconds.of(longAgo));
        assertThat(micros("old/alarms", "event_time")).containsExactly(Microseconds.of(longAgo.plusSeconds(30)));
        assertThat(micros("old/windows", "window_start"))
                .contains(Microseconds.of(Instant.parse("0001-01-01T00:00:00Z")));
        try (SparkHistory history = new SparkHistory(
                TestSession.get(),
                List.of(new DeltaConnector()),
                new SourcePlan.DeltaTable(directory.resolve("old/readings").toString()),
                pipeline.plan().payload().format(),
                terms -> terms,
                new SparkHistory.Span(Option.none(), Option.none()))) {
            assertThat(history.extent().first()).contains(longAgo);
        }
        assertThat(settings()).as("the session is not the pipeline's").isEqualTo(settings);
    }

    private static Map<String, String> settings() {
        return JavaConverters.mapAsJavaMap(TestSession.get().conf().getAll());
    }

    private List<Long> micros(String table, String column) {
        return TestSession.get()
                .read()
                .format("delta")
                .load(directory.resolve(table).toString())
                .select(functions.unix_micros(functions.col(column)))
                .as(Encoders.LONG())
                .collectAsList();
    }

    @Test
    void aCrashBetweenTheTablesCommitAndTheCheckpointsAddsNothing() throws IOException {
        run();
        long versions = versions(Output.READINGS);
        forgetCommit(0);

        assertThat(run()).extracting(BatchReport::number).containsExactly(0L);

        mustBeWhole(1);
        assertThat(versions(Output.READINGS)).isEqualTo(versions);
    }

    @Test
    void aCrashBetweenTwoSinksOfABatchCompletesTheSecond() throws IOException {
        Path copy = directory.resolve("copy");
        pipeline = pipeline.sinks(Output.REJECTED, directory.resolve("rejected"), copy);
        run();
        undoLastCommit(copy);
        forgetCommit(0);

        run();

        mustBeWhole(1);
        assertThat(rows(copy))
                .singleElement()
                .satisfies(row -> assertThat(row.<byte[]>getAs("payload"))
                        .isEqualTo("broken 1".getBytes(StandardCharsets.UTF_8)));
    }

    private void forgetCommit(int batch) throws IOException {
        Path commits = directory.resolve("checkpoint").resolve("commits");
        Files.delete(commits.resolve(Integer.toString(batch)));
        Files.deleteIfExists(commits.resolve("." + batch + ".crc"));
    }

    private static void undoLastCommit(Path table) throws IOException {
        try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
            Path last = log.filter(file -> file.toString().endsWith(".json"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            Files.delete(last);
            Files.deleteIfExists(last.resolveSibling("." + last.getFileName() + ".crc"));
            Files.deleteIfExists(
                    last.resolveSibling(last.getFileName().toString().replace(".json", ".crc")));
            Files.deleteIfExists(
                    last.resolveSibling("." + last.getFileName().toString().replace(".json", ".crc.crc")));
        }
        DeltaLog.clearCache();
    }

    @Test
    void tablesWithoutTheirCheckpointAreNotWrittenTwice() throws IOException {
        run();
        delete(directory.resolve("checkpoint"));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::run)
                .withMessageContaining("knows nothing of")
                .withMessageContaining("Restore the checkpoint");
        mustBeWhole(1);
    }

    @Test
    void aCheckpointWithoutItsTablesIsNotGoneOnWith() throws IOException {
        run();
        delete(directory.resolve("alarms"));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::run)
                .withMessageContaining("no table at " + directory.resolve("alarms"))
                .withMessageContaining("Restore the table");
        assertThat(directory.resolve("alarms")).doesNotExist();
    }

    @Test
    void anOldCopyOfACheckpointIsRefused() throws IOException {
        run();
        Path copy = directory.resolve("copy");
        copy(directory.resolve("checkpoint"), copy);
        story(2);
        story(3);
        pipeline = pipeline.filesPerBatch(1);
        run();
        delete(directory.resolve("checkpoint"));
        copy(copy, directory.resolve("checkpoint"));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::run)
                .withMessageContaining("old copy")
                .withMessageContaining("Restore the checkpoint");
        mustBeWhole(3);
    }

    @Test
    void aTableThatDoesNotFitIsRefusedBeforeAnythingIsWritten() {
        TestSession.get()
                .range(1)
                .write()
                .format("delta")
                .save(directory.resolve("rejected").toString());

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::run)
                .withMessageContaining("it has no payload binary");
        assertThat(directory.resolve("readings/_delta_log")).doesNotExist();
        assertThat(directory.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void twoPipelinesIntoOneTableAreBothWhole() throws Exception {
        TestPipeline other = TestPipeline.in(directory.resolve("other"))
                .named("other")
                .sinks(Output.READINGS, directory.resolve("readings"));
        for (int file = 0; file < 3; file++) {
            other.file(file + ".json", ofSeconds(file), List.of(flat("pump", "pressure", file, ofSeconds(file))));
        }
        other = other.filesPerBatch(1);
        TestPipeline beside = other;
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> run(beside));
        thread.setUncaughtExceptionHandler((which, failure) -> failures.add(failure));
        thread.start();
        run();
        thread.join();

        assertThat(failures).isEmpty();
        assertThat(rows(Output.READINGS)).hasSize(63);
        assertThat(rows(Output.READINGS))
                .filteredOn(row -> row.getString(0).equals("pump"))
                .hasSize(3);
    }

    @Test
    void aDamagedFileOfTheCheckpointStopsThePipelineAndIsNamed() throws IOException {
        run();
        story(2);
        Path kept = directory.resolve("kept");
        copy(directory.resolve("checkpoint"), kept);
        for (String name : List.of("metadata", "offsets/0", "commits/0", "sources/0/files/0", "state/0/0/1.delta")) {
            // What is no JSON at all is told like what is cut; state is no JSON, and has its own reader.
            for (String how : name.startsWith("state") ? List.of("cut", "garbage") : List.of("cut")) {
                damage(name, how);
                Instant start = Instant.now();

                assertThatThrownBy(this::run)
                        .as("%s of %s", how, name)
                        .isInstanceOfAny(PipelineRefused.class, PipelineFailed.class)
                        .hasMessageContaining(name)
                        .hasMessageContaining("Restore the checkpoint");
                assertThat(Duration.between(start, Instant.now())).isLessThan(ofSeconds(30));

                delete(directory.resolve("checkpoint"));
                copy(kept, directory.resolve("checkpoint"));
                unloadState();
            }
        }
        mustBeWhole(1);
        run();
        mustBeWhole(2);
    }

    @Test
    void aDamagedFileOfStateInRocksDbIsNamedToo() throws IOException {
        SparkSession session = TestSession.get();
        session.conf()
                .set(
                        "spark.sql.streaming.stateStore.providerClass",
                        "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider");
        try {
            run();
            story(2);
            List<String> state = lastStateInRocksDb();
            assertThat(state).hasSizeGreaterThanOrEqualTo(2);
            Path kept = directory.resolve("kept");
            copy(directory.resolve("checkpoint"), kept);
            for (String name : state) {
                damage(name, "cut");

                assertThatThrownBy(this::run)
                        .as(name)
                        .isInstanceOf(PipelineFailed.class)
                        .hasMessageContaining(name)
                        .hasMessageContaining("Restore the checkpoint");

                delete(directory.resolve("checkpoint"));
                copy(kept, directory.resolve("checkpoint"));
                unloadState();
            }
        } finally {
            session.conf().unset("spark.sql.streaming.stateStore.providerClass");
        }
    }

    /** What the first part of the state is loaded from: its newest archive, and the tables that this names. */
    private List<String> lastStateInRocksDb() throws IOException {
        Path part = directory.resolve("checkpoint/state/0/0");
        try (Stream<Path> files = Files.walk(part)) {
            List<Path> all = files.toList();
            Path newest = all.stream()
                    .filter(file -> file.toString().endsWith(".zip"))
                    .max(Comparator.comparing(file ->
                            Integer.parseInt(file.getFileName().toString().replace(".zip", ""))))
                    .orElseThrow();
            String named;
            try (ZipFile archive = new ZipFile(newest.toFile())) {
                named = new String(
                        archive.getInputStream(archive.getEntry("metadata")).readAllBytes(), StandardCharsets.UTF_8);
            }
            return all.stream()
                    .filter(file -> file.equals(newest) || named.contains("\"" + file.getFileName() + "\""))
                    .map(file ->
                            directory.resolve("checkpoint").relativize(file).toString())
                    .toList();
        }
    }

    private void damage(String name, String how) throws IOException {
        Path checkpoint = directory.resolve("checkpoint");
        Path file = checkpoint.resolve(name);
        byte[] content = Files.readAllBytes(file);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.write(
                file,
                how.equals("cut")
                        ? Arrays.copyOf(content, content.length / 2)
                        : "garbage".repeat(30).getBytes(StandardCharsets.UTF_8));
        unloadState();
    }

    /** A restart of the process would find nothing of the state in memory. */
    private static void unloadState() {
        StateStore.stop();
    }

    @Test
    void whatCannotBeRejectedStopsThePipelineAndComesAfterTheRepair() throws IOException {
        run();
        story(2);
        Path log = directory.resolve("rejected").resolve("_delta_log");
        Path aside = directory.resolve("aside");
        Files.move(log, aside);
        Files.writeString(log, "a file where the log was");

        assertThatThrownBy(this::run).isInstanceOfAny(PipelineRefused.class, PipelineFailed.class);

        Files.delete(log);
        Files.move(aside, log);
        DeltaLog.clearCache();
        run();
        mustBeWhole(2);
    }

    @Test
    void aRejectedTableBelowAFileIsRefusedAndNothingIsTaken() throws IOException {
        Path file = directory.resolve("file");
        Files.writeString(file, "no directory");
        TestPipeline broken = pipeline.sinks(Output.REJECTED, file.resolve("rejected"));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> run(broken))
                .withMessageContaining(file.resolve("rejected").toString());
        assertThat(directory.resolve("readings/_delta_log")).doesNotExist();

        run();
        mustBeWhole(1);
    }

    @Test
    void historyReadAgainGivesTheSameAlarms() {
        run();
        Path again = directory.resolve("again");
        TestPipeline history = TestPipeline.in(again)
                .named("again")
                .rules(HOT)
                .reading(new SourcePlan.DeltaTable(directory.resolve("readings").toString()));

        run(history);

        assertThat(rows(again.resolve("alarms")))
                .extracting(KernelReplay::alarm)
                .containsExactlyInAnyOrderElementsOf(
                        rows(Output.ALARMS).stream().map(KernelReplay::alarm).toList());
        assertThat(rows(again.resolve("readings"))).hasSameElementsAs(rows(Output.READINGS));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        DeltaLog.clearCache();
    }
}
