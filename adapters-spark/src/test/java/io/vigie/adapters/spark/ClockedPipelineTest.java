package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.KernelReplay;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines that no reading of their own device reaches. */
@Timeout(120)
class ClockedPipelineTest {

    private static final Rule SILENT = rule("silent")
            .metric("temperature")
            .raise(Severity.MAJOR, silentFor(ofMinutes(10)))
            .build();

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.CRITICAL, when("value > 95"))
            .raise(Severity.WARNING, when("value > 80").heldFor(ofSeconds(30)).until("value < 75"))
            .clearAfter(ofMinutes(1))
            .build();

    private static final Rule INSTANT = rule("instant")
            .metric("temperature")
            .raise(Severity.MINOR, when("value > 90"))
            .build();

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private CollectedRows rows = new CollectedRows();

    @BeforeEach
    void newPipeline() {
        pipeline = TestPipeline.in(directory).ofThePast();
    }

    private List<BatchReport> run() {
        return pipeline.run(List.of(), rows);
    }

    /** As "device transition severity seconds". */
    private List<String> alarms() {
        return rows.at(pipeline.directory().resolve("alarms").toString()).stream()
                .map(row -> row.<String>getAs("device_id") + " " + row.getAs("transition") + " "
                        + row.getAs("severity") + " "
                        + Duration.between(
                                                START,
                                                row.<java.sql.Timestamp>getAs("event_time")
                                                        .toInstant())
                                        .toMillis()
                                / 1000.0)
                .toList();
    }

    private List<Row> readings() {
        return rows.at(pipeline.directory().resolve("readings").toString());
    }

    private int batches() {
        try (Stream<Path> commits = Files.list(directory.resolve("checkpoint/commits"))) {
            return (int) commits.filter(file -> file.getFileName().toString().matches("\\d+"))
                    .count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String temperature(String device, double value, Duration measured) {
        return flat(device, "temperature", value, measured);
    }

    @Test
    void aDeviceThatFallsSilentIsFoundWhenTheOthersHaveMovedTheClock() {
        pipeline = pipeline.rules(SILENT);
        pipeline.file(
                "1.json",
                ofMinutes(30),
                List.of(
                        temperature("a", 1, Duration.ZERO),
                        temperature("b", 1, Duration.ZERO),
                        temperature("b", 1, ofMinutes(9)),
                        temperature("b", 1, ofMinutes(18))));

        List<BatchReport> reports = run();

        assertThat(alarms()).containsExactly("a raised major 600.0");
        assertThat(reports).extracting(BatchReport::readings).containsExactly(4L, 0L);
    }

    @Test
    void aDeadlineAtTheClocksVeryInstantIsNotReachedYet() {
        pipeline = pipeline.rules(HOT).time(ofSeconds(5), ofHours(1), ofMinutes(5));
        pipeline.file(
                "1.json",
                ofMinutes(1),
                List.of(temperature("a", 90, Duration.ZERO), temperature("b", 1, ofSeconds(35))));
        run();
        assertThat(alarms()).isEmpty();

        pipeline.file("2.json", ofMinutes(2), List.of(temperature("b", 1, ofMillis(35_001))));
        run();

        assertThat(alarms()).containsExactly("a raised warning 30.0");
    }

    @Test
    void timesBeforeNineteenSeventyAreReachedToo() {
        Duration past = Duration.ofDays(-40_000);
        pipeline = pipeline.rules(HOT).time(Duration.ZERO, ofHours(1), ofMinutes(5));
        pipeline.file(
                "1.json", ofMinutes(1), List.of(temperature("a", 90, past), temperature("b", 1, past.plusSeconds(31))));

        run();

        assertThat(alarms()).singleElement().asString().startsWith("a raised warning -");
    }

    @Test
    void aWaitToClearEndsByTheClock() {
        pipeline = pipeline.rules(HOT);
        pipeline.file(
                "1.json",
                ofMinutes(5),
                List.of(
                        temperature("a", 96, ofSeconds(1)),
                        temperature("a", 50, ofSeconds(10)),
                        temperature("b", 1, ofSeconds(200))));

        run();

        assertThat(alarms()).containsExactly("a raised critical 1.0", "a cleared critical 70.0");
    }

    @Test
    void readingsThatWaitForEarlierOnesAreEvaluatedWhereADeadlineHangsOnThem() {
        pipeline = pipeline.rules(HOT).time(ofSeconds(20), ofHours(1), ofMinutes(5));
        pipeline.file(
                "1.json",
                ofMinutes(5),
                List.of(temperature("a", 90, ofSeconds(1)), temperature("b", 1, ofSeconds(100))));

        run();

        assertThat(alarms()).containsExactly("a raised warning 31.0");
    }

    @Test
    void aBacklogInManyPiecesIsEvaluatedInFullAndItsLastDeadlinesAreReachedToo() {
        pipeline = pipeline.rules(HOT).filesPerBatch(1).time(Duration.ZERO, ofHours(1), ofMinutes(5));
        pipeline.file("0.json", ofHours(24), List.of(temperature("b", 1, ofHours(24))));
        for (int piece = 0; piece < 4; piece++) {
            int first = piece * 100;
            pipeline.file(
                    piece + 1 + ".json",
                    ofHours(25 + piece),
                    IntStream.range(0, 5)
                            .mapToObj(
                                    i -> temperature("a", i == 4 && first < 300 ? 50 : 90, ofSeconds(first + 10L * i)))
                            .toList());
        }

        run();

        assertThat(alarms())
                .containsExactlyInAnyOrder(
                        "a raised warning 30.0",
                        "a cleared warning 100.0",
                        "a raised warning 130.0",
                        "a cleared warning 200.0",
                        "a raised warning 230.0",
                        "a cleared warning 300.0",
                        "a raised warning 330.0");
        assertThat(readings()).hasSize(21).noneMatch(row -> row.<Boolean>getAs("late"));
    }

    @Test
    void aBacklogThatEndsInAWaitIsReachedThoughItMovesNoClock() {
        pipeline = pipeline.rules(HOT).filesPerBatch(1);
        pipeline.file("1.json", ofHours(24), List.of(temperature("b", 1, ofHours(24))));
        pipeline.file("2.json", ofHours(25), List.of(temperature("a", 90, ofHours(1))));

        run();

        assertThat(alarms()).containsExactly("a raised warning 3630.0");
    }

    @Test
    void aClockFarAheadMovesNoOtherDevicesDeadlines() {
        pipeline = pipeline.rules(SILENT, HOT);
        pipeline.file(
                "1.json",
                ofSeconds(20),
                List.of(
                        temperature("a", 90, ofSeconds(1)),
                        "{\"deviceId\":\"liar\",\"metric\":\"temperature\",\"value\":1,\"timestamp\":\"2099-01-01T00:00:00Z\"}",
                        temperature("b", 1, ofSeconds(20))));

        run();

        assertThat(alarms()).isEmpty();
        assertThat(rows.at(directory.resolve("rejected").toString())).hasSize(1);
    }

    @Test
    void rulesWithoutDeadlinesMakeNoBatchOfTheirOwn() {
        pipeline = pipeline.rules(INSTANT);
        pipeline.file("1.json", ofMinutes(1), List.of(temperature("a", 91, ofSeconds(1))));
        run();
        assertThat(batches()).isOne();
        run();
        assertThat(batches()).isOne();

        pipeline.file("2.json", ofMinutes(2), List.of(temperature("a", 1, ofSeconds(2))));
        run();

        assertThat(batches()).isEqualTo(2);
        assertThat(alarms()).containsExactly("a raised minor 1.0", "a cleared minor 2.0");
    }

    @Test
    void batchesInWhichOnlyTimePassesAreNotReported() {
        pipeline = pipeline.rules(SILENT);
        pipeline.file("1.json", ofMinutes(1), List.of(temperature("a", 91, ofSeconds(1))));

        List<BatchReport> reports = run();

        assertThat(reports).hasSize(1);
        assertThat(batches()).isEqualTo(2);
    }

    @Test
    void aBatchThatIsRepeatedSeesTheSameClock() throws Exception {
        pipeline = pipeline.rules(SILENT, HOT);
        pipeline.file(
                "1.json",
                ofMinutes(30),
                List.of(temperature("a", 90, Duration.ZERO), temperature("b", 1, ofMinutes(11))));
        assertThatItsSecondBatchFindsTheSameWhenRepeated();
    }

    @Test
    void aRunThatStoppedBeforeTheClockReachedAllIsMadeUpForByTheNext() {
        String alarms = directory.resolve("alarms").toString();
        pipeline = pipeline.rules(HOT).filesPerBatch(1);
        pipeline.file("1.json", ofHours(24), List.of(temperature("b", 1, ofHours(24))));
        pipeline.file("2.json", ofHours(25), List.of(temperature("a", 90, ofHours(1))));
        rows.obstruct(alarms, true);
        assertThatExceptionOfType(PipelineFailed.class).isThrownBy(this::run);
        rows.obstruct(alarms, false);

        run();

        assertThat(alarms()).containsExactly("a raised warning 3630.0");
    }

    @Test
    void aRestartReachesWhatTheClockOfTheLastBatchHasLeftBehind() throws Exception {
        pipeline = pipeline.rules(HOT);
        pipeline.file("1.json", ofHours(24), List.of(temperature("b", 1, ofHours(24))));
        run();
        pipeline.file("2.json", ofHours(25), List.of(temperature("a", 90, ofHours(1))));
        run();
        int last = batches() - 1;
        assertThat(alarms()).hasSize(1);
        // As if it had been killed right after the batch with the readings of a.
        for (int batch = last; batch >= 0 && readingsOf(batch) == 0; batch--) {
            for (String log : List.of("commits", "offsets")) {
                Files.delete(directory.resolve("checkpoint/" + log + "/" + batch));
                Files.deleteIfExists(directory.resolve("checkpoint/" + log + "/." + batch + ".crc"));
            }
        }
        rows = new CollectedRows();

        run();

        assertThat(alarms()).containsExactly("a raised warning 3630.0");
    }

    /** How many sources moved on with a batch. */
    private long readingsOf(int batch) throws IOException {
        Path offsets = directory.resolve("checkpoint/offsets");
        String now = Files.readAllLines(offsets.resolve(String.valueOf(batch))).get(2);
        String before =
                Files.readAllLines(offsets.resolve(String.valueOf(batch - 1))).get(2);
        return now.equals(before) ? 0 : 1;
    }

    @Test
    void tenThousandDevicesThatFallSilentAreAllFoundOnce() {
        pipeline = pipeline.rules(SILENT).filesPerBatch(1);
        for (int file = 0; file < 2; file++) {
            int shift = file;
            pipeline.file(
                    file + ".json",
                    ofMinutes(1 + file),
                    IntStream.range(0, 10_000)
                            .mapToObj(i -> temperature("d" + i, 1, ofSeconds(shift)))
                            .toList());
        }
        pipeline.file("last.json", ofMinutes(30), List.of(temperature("b", 1, ofMinutes(20))));

        run();

        assertThat(alarms())
                .hasSize(10_000)
                .doesNotHaveDuplicates()
                .allMatch(alarm -> alarm.endsWith(" raised major 601.0"));
    }

    @Test
    void howeverTheReadingsAreCutIntoBatchesTheTransitionsAreTheSame() {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            String device = "d" + random.nextInt(12);
            boolean rests = device.hashCode() % 3 == i / 300 % 3;
            Duration measured = ofSeconds(100 + i * 2L - random.nextInt(20));
            lines.add(temperature(rests ? "d99" : device, 60 + random.nextInt(45), measured));
        }
        List<String> expected = new ArrayList<>();
        for (int files : new int[] {1, 3, 8}) {
            pipeline = TestPipeline.in(directory.resolve("cut-" + files))
                    .ofThePast()
                    .time(ofSeconds(20), ofHours(1), ofMinutes(5))
                    .rules(SILENT_A_MINUTE, HOT)
                    .filesPerBatch(1);
            KernelReplay kernel = new KernelReplay(pipeline.plan());
            int size = lines.size() / files + 1;
            for (int file = 0; file < files; file++) {
                List<String> part = lines.subList(file * size, Math.min(lines.size(), (file + 1) * size));
                pipeline.file("part-" + file + ".json", ofHours(2 + file), part);
                part.forEach(line -> kernel.message(line, START.plus(ofHours(3))));
            }
            kernel.advanceClock();
            expected = expected.isEmpty() ? kernel.alarms() : expected;

            run();

            assertThat(rows.at(pipeline.directory().resolve("alarms").toString()))
                    .as("in %d batches", files)
                    .extracting(KernelReplay::alarm)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(expected).hasSizeGreaterThan(100).anyMatch(alarm -> alarm.contains(" silent "));
    }

    private static final Rule SILENT_A_MINUTE = rule("silent")
            .metric("temperature")
            .raise(Severity.MAJOR, silentFor(ofMinutes(1)))
            .build();

    @Test
    void ofADeviceWhoseClockIsMinutesBehindOnlyArrivalsTellHowFarItIsRead() {
        pipeline = TestPipeline.in(directory).rules(HOT).filesPerBatch(1);
        pipeline.file("1.json", ofMinutes(5), List.of(temperature("a", 90, Duration.ZERO)));
        pipeline.file("2.json", ofSeconds(310), List.of(temperature("b", 1, ofMinutes(10))));
        pipeline.file("3.json", ofSeconds(325), List.of(temperature("a", 50, ofSeconds(25))));
        pipeline.file("4.json", ofMinutes(6), List.of(temperature("a", 90, ofMinutes(1))));
        pipeline.file("5.json", ofSeconds(390), List.of(temperature("b", 1, ofSeconds(680))));
        run();
        assertThat(alarms()).as("b's clock, minutes ahead, moves nothing of a").isEmpty();

        pipeline.file("6.json", ofMillis(390_001), List.of(temperature("b", 1, ofSeconds(1))));
        run();

        assertThat(alarms()).containsExactly("a raised warning 90.0");
    }

    @Test
    void whatComesInBulkHasTheAgeOfItsOldest() {
        pipeline = TestPipeline.in(directory).rules(SILENT);
        pipeline.file(
                "1.json",
                ofSeconds(560),
                IntStream.range(0, 10)
                        .mapToObj(minute -> temperature("a", 1, ofMinutes(minute)))
                        .toList());
        pipeline.file("2.json", ofSeconds(1_700), List.of(temperature("b", 1, ofMinutes(28))));
        run();
        assertThat(alarms()).isEmpty();

        pipeline.file("3.json", ofMillis(1_700_001), List.of(temperature("b", 1, ofMinutes(28))));
        run();

        assertThat(alarms()).containsExactly("a raised major 1140.0");
    }

    @Test
    void aReadingThatIsDelayedByMoreThanOutOfOrderUndoesNothingThatTheClockFound() {
        pipeline = TestPipeline.in(directory).rules(HOT).time(ofSeconds(20), ofHours(1), ofMinutes(5));
        pipeline.file("1.json", Duration.ZERO, List.of(temperature("a", 90, Duration.ZERO)));
        pipeline.file("2.json", ofSeconds(51), List.of(temperature("a", 50, ofSeconds(25))));
        pipeline.file("3.json", ofMinutes(3), List.of(temperature("b", 1, ofMinutes(3))));

        run();

        assertThat(alarms()).containsExactly("a raised warning 30.0", "a cleared warning 85.0");
        assertThat(readings()).noneMatch(row -> row.<Boolean>getAs("late"));
    }

    @Test
    void aMessageThatIsNoReadingHasArrivedToo() {
        pipeline = TestPipeline.in(directory).rules(SILENT);
        pipeline.file("1.json", Duration.ZERO, List.of(temperature("a", 1, Duration.ZERO)));
        pipeline.file("2.json", ofSeconds(601), List.of("no reading"));

        run();

        assertThat(alarms()).containsExactly("a raised major 600.0");
    }

    @Test
    void aBatchThatIsRepeatedSeesTheSameClockOfArrivals() throws Exception {
        pipeline = TestPipeline.in(directory).rules(SILENT, HOT);
        pipeline.file("1.json", ofMinutes(5), List.of(temperature("a", 90, Duration.ZERO)));
        pipeline.file("2.json", ofSeconds(901), List.of(temperature("b", 1, ofMinutes(11))));
        assertThatItsSecondBatchFindsTheSameWhenRepeated();
    }

    private void assertThatItsSecondBatchFindsTheSameWhenRepeated() throws Exception {
        run();
        List<String> before = alarms();
        assertThat(before).containsExactlyInAnyOrder("a raised warning 30.0", "a raised major 600.0");
        Files.delete(directory.resolve("checkpoint/commits/1"));
        Files.deleteIfExists(directory.resolve("checkpoint/commits/.1.crc"));
        rows = new CollectedRows();

        run();

        assertThat(alarms()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** Twelve devices whose clocks are up to four minutes off, in files of three minutes, each reading up to 30 seconds late. */
    @Test
    void howeverFilesAreCutIntoBatchesTheClockOfArrivalsComesToTheSame() {
        Random random = new Random(6);
        List<List<String>> files = Stream.generate(() -> (List<String>) new ArrayList<String>())
                .limit(12)
                .toList();
        for (int i = 0; i < 1_000; i++) {
            int device = random.nextInt(12);
            boolean rests = device % 3 == i / 200 % 3;
            int sent = 2 * i;
            String line = temperature(
                    "d" + (rests ? 99 : device),
                    60 + random.nextInt(45),
                    ofSeconds(sent + (rests ? 0 : 40L * device - 220)));
            files.get((sent + random.nextInt(30)) / 180).add(line);
        }
        List<String> expected = new ArrayList<>();
        for (int filesPerBatch : new int[] {1, 5}) {
            pipeline = TestPipeline.in(directory.resolve("cut-" + filesPerBatch))
                    .time(ofSeconds(20), ofHours(1), ofMinutes(5))
                    .rules(SILENT_A_MINUTE, HOT)
                    .filesPerBatch(filesPerBatch);
            KernelReplay kernel = new KernelReplay(pipeline.plan());
            for (int file = 0; file < files.size(); file++) {
                Duration arrival = ofSeconds(180L * (file + 1));
                pipeline.file(String.format(Locale.ROOT, "%02d.json", file), arrival, files.get(file));
                files.get(file).forEach(line -> kernel.message(line, START.plus(arrival)));
            }
            kernel.advanceClock();
            expected = kernel.alarms();

            run();

            assertThat(rows.at(pipeline.directory().resolve("alarms").toString()))
                    .as("with %d files a batch", filesPerBatch)
                    .extracting(KernelReplay::alarm)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(expected).hasSizeGreaterThan(100).anyMatch(alarm -> alarm.contains(" silent "));
    }

    @Test
    void whileTheSourceOfARunningPipelineIsDryTheClockMovesOn() throws Exception {
        pipeline = TestPipeline.in(directory)
                .rules(rule("silent")
                        .metric("temperature")
                        .raise(Severity.MAJOR, silentFor(ofSeconds(2)))
                        .build())
                .every(ofMillis(100));
        pipeline.file("1.json", ofMinutes(1), List.of(temperature("a", 1, ofSeconds(7))));

        long start = System.nanoTime();
        live(() -> !alarms().isEmpty());

        assertThat(alarms()).containsExactly("a raised major 9.0");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(ofSeconds(2));
    }

    @Test
    void aRestartedPipelineWithNothingToReadGoesOnFromWhereItsClockStood() throws Exception {
        pipeline = TestPipeline.in(directory)
                .rules(rule("silent")
                        .metric("temperature")
                        .raise(Severity.MAJOR, silentFor(ofSeconds(5)))
                        .build())
                .every(ofMillis(100));
        pipeline.file("1.json", ofMinutes(1), List.of(temperature("a", 1, ofSeconds(7))));
        // A batch that was not done would be repeated, and these sinks take it twice.
        live(() -> Files.exists(Path.of(pipeline.plan().checkpoint(), "commits", "0")));
        assertThat(readings()).hasSize(1);
        assertThat(alarms()).isEmpty();

        live(() -> !alarms().isEmpty());

        assertThat(alarms()).containsExactly("a raised major 12.0");
        assertThat(readings()).hasSize(1);
    }

    @Test
    void oneDeviceFallsSilentWhileOthersSend() throws Exception {
        pipeline = pipeline.rules(SILENT).every(ofMillis(100));
        pipeline.file(
                "1.json", ofMinutes(1), List.of(temperature("a", 1, ofSeconds(1)), temperature("b", 1, ofSeconds(1))));
        RunningPipeline running = pipeline.start(rows, PipelineObserver.NOBODY);
        try {
            await(() -> readings().size() == 2);
            pipeline.file("2.json", ofMinutes(10), List.of(temperature("b", 1, ofMinutes(9))));
            await(() -> readings().size() == 3);
            pipeline.file("3.json", ofMinutes(12), List.of(temperature("b", 1, ofMinutes(11))));
            await(() -> !alarms().isEmpty());
        } finally {
            running.stop();
        }

        assertThat(alarms()).containsExactly("a raised major 601.0");
    }

    @Test
    void aPipelineOnceStartedWithoutAClockIsRefusedRulesWithDeadlinesAndTakesOthers() {
        pipeline = pipeline.outputs(Output.READINGS);
        pipeline.file("1.json", ofMinutes(1), List.of(temperature("a", 91, ofSeconds(1))));
        run();
        pipeline = TestPipeline.in(directory);

        pipeline = pipeline.rules(INSTANT);
        pipeline.file("2.json", ofMinutes(1), List.of(temperature("a", 92, ofSeconds(2))));
        run();
        assertThat(alarms()).containsExactly("a raised minor 2.0");
        pipeline = pipeline.rules(INSTANT, SILENT);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::run)
                .withMessageContaining("no place for the pipeline's clock")
                .withMessageContaining("start afresh");
    }

    @Test
    void rulesMayComeToHaveDeadlinesWithARestart() {
        pipeline = pipeline.rules(INSTANT);
        pipeline.file("1.json", ofMinutes(1), List.of(temperature("a", 91, ofSeconds(1))));
        run();
        pipeline = pipeline.rules(INSTANT, SILENT);
        pipeline.file(
                "2.json",
                ofMinutes(30),
                List.of(temperature("a", 91, ofSeconds(2)), temperature("b", 1, ofMinutes(20))));

        run();

        assertThat(alarms()).containsExactlyInAnyOrder("a raised minor 1.0", "a raised major 602.0");
    }

    private void live(BooleanSupplier until) throws InterruptedException {
        List<BatchReport> reports = Collections.synchronizedList(new ArrayList<>());
        RunningPipeline running = pipeline.start(rows, reports::add);
        try {
            await(until);
        } finally {
            running.stop();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a minute has passed").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
