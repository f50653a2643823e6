package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.MaintainedTable;
import io.vigie.application.maintenance.TableFigures;
import io.vigie.application.maintenance.TableStep;
import io.vigie.application.plan.MaintenancePlan;
import io.vigie.application.plan.MaintenancePlan.LogKeeping;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableCareTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final TableStep ALL_SMALL_FILES = new TableStep.Compact(Option.none());
    private static final TableStep AT_ONCE = new TableStep.Vacuum(new MaintenancePlan.Vacuum(Duration.ZERO, true));
    private static final TableStep AFTER_A_WEEK =
            new TableStep.Vacuum(new MaintenancePlan.Vacuum(Duration.ofDays(7), false));

    /** Tasks find these here, and not in a test that would have to travel with them. */
    private static final AtomicBoolean PROPERTY_SET = new AtomicBoolean();

    private static final AtomicReference<Runnable> TO_MAINTAIN = new AtomicReference<>();

    @TempDir
    private Path directory;

    private SparkSession session;
    private DeltaTableCare care;

    @BeforeEach
    void care() {
        session = TestSession.get().newSession();
        care = new DeltaTableCare(session);
    }

    @Test
    void aTableThatIsNotThereHasNoFigures() {
        assertThat(care.look(table(Output.READINGS))).isEmpty();
    }

    @Test
    void smallFilesOfADayBecomeOneAndTheRowsStayTheSame() {
        batches(Output.READINGS, 0, 3, START);
        batches(Output.READINGS, 3, 5, START.plus(Duration.ofDays(1)));
        List<Row> before = rows(Output.READINGS);

        Effect foreseen = care.rehearse(table(Output.READINGS), ALL_SMALL_FILES);
        Effect done = care.perform(table(Output.READINGS), ALL_SMALL_FILES);

        assertThat(done.files()).isEqualTo(5);
        assertThat(done.replacements()).isEqualTo(2);
        assertThat(foreseen).isEqualTo(done);
        assertThat(figures(Output.READINGS).files()).isEqualTo(2);
        assertThat(rows(Output.READINGS)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void timesOfLongAgoAreCompactedWithTheOthers() {
        batches(Output.ALARMS, 0, 2, Instant.parse("0001-01-01T00:00:00.000001Z"));
        batches(Output.ALARMS, 2, 3, START);
        List<Row> before = rows(Output.ALARMS);

        assertThat(care.perform(table(Output.ALARMS), ALL_SMALL_FILES).files()).isEqualTo(3);

        assertThat(rows(Output.ALARMS)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void whatIsCompactedIsNotCompactedAgain() {
        batches(Output.ALARMS, 0, 2, START);
        care.perform(table(Output.ALARMS), ALL_SMALL_FILES);
        long version = figures(Output.ALARMS).version();

        assertThat(care.rehearse(table(Output.ALARMS), ALL_SMALL_FILES)).isEqualTo(Effect.NOTHING);
        assertThat(care.perform(table(Output.ALARMS), ALL_SMALL_FILES)).isEqualTo(Effect.NOTHING);
        assertThat(figures(Output.ALARMS).version()).isEqualTo(version);
    }

    @Test
    void onlyTheDaysThatAreAskedForAreCompacted() {
        batches(Output.READINGS, 0, 2, START);
        batches(Output.READINGS, 2, 4, START.plus(Duration.ofDays(3)));
        TableStep lastDays = new TableStep.Compact(Option.some(LocalDate.parse("2026-01-03")));

        assertThat(care.rehearse(table(Output.READINGS), lastDays).files()).isEqualTo(2);
        assertThat(care.perform(table(Output.READINGS), lastDays).files()).isEqualTo(2);
    }

    @Test
    void sizesThatTheSessionHasAreKeptTo() {
        batches(Output.ALARMS, 0, 2, START);
        session.conf().set(CareSession.SMALL_FILE, "10");
        try {
            assertThat(care.rehearse(table(Output.ALARMS), ALL_SMALL_FILES)).isEqualTo(Effect.NOTHING);
            assertThat(care.perform(table(Output.ALARMS), ALL_SMALL_FILES)).isEqualTo(Effect.NOTHING);
        } finally {
            session.conf().unset(CareSession.SMALL_FILE);
        }
    }

    @Test
    void readingsGoByWholeDaysWithoutAFileWrittenAnew() {
        batches(Output.READINGS, 0, 2, START);
        batches(Output.READINGS, 2, 4, START.plus(Duration.ofDays(1)));
        long files = figures(Output.READINGS).files();
        TableStep step = new TableStep.Expire(START.plus(Duration.ofHours(30)));

        assertThat(care.rehearse(table(Output.READINGS), step).rows()).isEqualTo(2);
        assertThat(care.perform(table(Output.READINGS), step).rows()).isEqualTo(2);

        assertThat(rows(Output.READINGS))
                .extracting(row -> row.<java.sql.Date>getAs("event_date").toString())
                .containsOnly("2026-01-02")
                .hasSize(2);
        assertThat(figures(Output.READINGS).files()).isEqualTo(files - 2);
        assertThat(care.perform(table(Output.READINGS), step)).isEqualTo(Effect.NOTHING);
    }

    @Test
    void rowsOfOtherTablesGoByTheirOwnTime() {
        for (Output output : List.of(Output.ALARMS, Output.WINDOWS, Output.VIOLATIONS, Output.REJECTED)) {
            batches(output, 0, 2, START);
            if (output == Output.ALARMS) { // rows that stay are in a file with one that goes
                care.perform(table(output), ALL_SMALL_FILES);
            }
            TableStep step = new TableStep.Expire(START.plusSeconds(1));

            assertThat(care.rehearse(table(output), step).rows())
                    .as(output.word())
                    .isEqualTo(1);
            assertThat(care.perform(table(output), step).rows())
                    .as(output.word())
                    .isEqualTo(1);
            assertThat(rows(output)).as(output.word()).hasSize(1);
        }
    }

    @Test
    void filesThatNobodyNeedsGoAfterTheirTimeAlone() throws IOException {
        batches(Output.ALARMS, 0, 2, START);
        care.perform(table(Output.ALARMS), ALL_SMALL_FILES);
        List<Row> rows = rows(Output.ALARMS);

        assertThat(care.rehearse(table(Output.ALARMS), AFTER_A_WEEK)).isEqualTo(Effect.NOTHING);
        assertThat(care.perform(table(Output.ALARMS), AFTER_A_WEEK)).isEqualTo(Effect.NOTHING);
        assertThat(dataFiles(Output.ALARMS)).isEqualTo(3);

        assertThat(care.rehearse(table(Output.ALARMS), AT_ONCE).files()).isEqualTo(2);
        Effect done = care.perform(table(Output.ALARMS), AT_ONCE);

        assertThat(done.files()).isEqualTo(2);
        assertThat(done.bytes()).isPositive();
        assertThat(dataFiles(Output.ALARMS)).isEqualTo(1);
        assertThat(rows(Output.ALARMS)).containsExactlyInAnyOrderElementsOf(rows);
        long version = figures(Output.ALARMS).version();
        assertThat(care.perform(table(Output.ALARMS), AT_ONCE)).isEqualTo(Effect.NOTHING);
        assertThat(figures(Output.ALARMS).version()).isEqualTo(version);
    }

    @Test
    void aTableThatKeepsItsFilesLongerIsHeeded() {
        batches(Output.ALARMS, 0, 2, START);
        session.sql("ALTER TABLE delta.`" + path(Output.ALARMS)
                + "` SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = 'interval 30 days')");

        assertThat(care.perform(table(Output.ALARMS), AFTER_A_WEEK)).isEqualTo(Effect.NOTHING);
    }

    @Test
    void theSessionKeepsItsOwnSettings() {
        batches(Output.ALARMS, 0, 2, START);
        care.perform(table(Output.ALARMS), ALL_SMALL_FILES);
        care.perform(table(Output.ALARMS), AT_ONCE);

        assertThat(session.conf().get(CareSession.VACUUM_CHECK)).isEqualTo("true");
        assertThat(session.conf().get(CareSession.LARGEST_FILE)).isEqualTo(Long.toString(1L << 30));
    }

    @Test
    void anOldLogIsTrimmedAndStillKnowsEveryBatch() throws IOException {
        batches(Output.ALARMS, 0, 1, START);
        session.sql(
                "ALTER TABLE delta.`" + path(Output.ALARMS) + "` SET TBLPROPERTIES ('delta.checkpointInterval' = '3')");
        batches(Output.ALARMS, 1, 4, START);
        makeLogOld(Output.ALARMS, Duration.ofDays(40));
        TableStep step = new TableStep.TrimLog(LogKeeping.AS_IT_IS);
        List<Row> rows = rows(Output.ALARMS);
        long before = logFiles(Output.ALARMS);

        Effect done = care.perform(table(Output.ALARMS), step);

        assertThat(done.files()).isPositive();
        assertThat(logFiles(Output.ALARMS)).isLessThan(before);
        assertThat(commits(Output.ALARMS)).isLessThan(3);
        DeltaLog.clearCache();
        assertThat(rows(Output.ALARMS)).containsExactlyInAnyOrderElementsOf(rows);
        batch(Output.ALARMS, 3, START);
        assertThat(rows(Output.ALARMS)).as("a batch that comes again").hasSize(4);
        batch(Output.ALARMS, 4, START.plusSeconds(4));
        assertThat(rows(Output.ALARMS)).hasSize(5);
        care.perform(table(Output.ALARMS), step);
        assertThat(care.perform(table(Output.ALARMS), step)).isEqualTo(Effect.NOTHING);
    }

    @Test
    void aLogThatIsYoungStays() throws IOException {
        batches(Output.ALARMS, 0, 2, START);

        assertThat(care.perform(table(Output.ALARMS), new TableStep.TrimLog(LogKeeping.AS_IT_IS)))
                .isEqualTo(Effect.NOTHING);
        assertThat(commits(Output.ALARMS)).isEqualTo(2);
    }

    @Test
    void theTableTakesOverHowItsLogIsToBeKept() throws IOException {
        batches(Output.ALARMS, 0, 4, START);
        makeLogOld(Output.ALARMS, Duration.ofDays(5));
        TableStep step = new TableStep.TrimLog(new LogKeeping(Option.some(Duration.ofDays(3)), Option.some(50)));

        assertThat(care.rehearse(table(Output.ALARMS), step).files()).isPositive();
        assertThat(care.perform(table(Output.ALARMS), step).files()).isPositive();
        long version = figures(Output.ALARMS).version();

        TableState log = TableState.of(session, CaredTable.of(session, table(Output.ALARMS)));
        assertThat(log.keepsLog()).isEqualTo(Duration.ofDays(3));
        assertThat(log.checkpointInterval()).isEqualTo(50);
        care.perform(table(Output.ALARMS), step);
        assertThat(figures(Output.ALARMS).version()).isEqualTo(version);
    }

    @Test
    void aTableThatForgetsItsBatchesIsWarnedOf() {
        batches(Output.ALARMS, 0, 1, START);
        assertThat(figures(Output.ALARMS).warnings()).isEmpty();
        session.sql("ALTER TABLE delta.`" + path(Output.ALARMS)
                + "` SET TBLPROPERTIES ('delta.setTransactionRetentionDuration' = 'interval 1 days')");

        assertThat(figures(Output.ALARMS).warnings())
                .singleElement()
                .asString()
                .contains("delta.setTransactionRetentionDuration");
    }

    @Test
    void batchesAppendedDuringCompactionAreAllThere() throws Exception {
        batches(Output.READINGS, 0, 2, START);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?> writer = threads.submit(() -> batches(Output.READINGS, 2, 6, START));
            List<Future<?>> caretakers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                caretakers.add(threads.submit(() -> {
                    care.perform(table(Output.READINGS), ALL_SMALL_FILES);
                    care.perform(table(Output.READINGS), new TableStep.TrimLog(LogKeeping.AS_IT_IS));
                    care.perform(table(Output.READINGS), ALL_SMALL_FILES);
                }));
            }
            writer.get(3, TimeUnit.MINUTES);
            for (Future<?> caretaker : caretakers) {
                caretaker.get(3, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        care.perform(table(Output.READINGS), ALL_SMALL_FILES);

        assertThat(rows(Output.READINGS)).hasSize(6);
        assertThat(rows(Output.READINGS))
                .extracting(row -> row.<Long>getAs("offset"))
                .doesNotHaveDuplicates();
        assertThat(figures(Output.READINGS).files()).isEqualTo(1);
    }

    @Test
    void rowsDeletedWhileOthersCompactAreGoneAndNoOther() throws Exception {
        batches(Output.ALARMS, 0, 3, START);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> compaction = threads.submit(() -> care.perform(table(Output.ALARMS), ALL_SMALL_FILES));
            Future<?> deletion = threads.submit(
                    () -> care.perform(table(Output.ALARMS), new TableStep.Expire(START.plusSeconds(1))));
            compaction.get(2, TimeUnit.MINUTES);
            deletion.get(2, TimeUnit.MINUTES);
        } finally {
            threads.shutdownNow();
        }

        assertThat(rows(Output.ALARMS)).hasSize(2);
    }

    @Test
    void aBatchDuringWhichAPropertyIsSetIsWrittenAllTheSame() {
        batches(Output.ALARMS, 0, 1, START);
        SparkSink sink = sink(Output.ALARMS, 1);
        PROPERTY_SET.set(false);
        TO_MAINTAIN.set(() -> care.perform(
                table(Output.ALARMS),
                new TableStep.TrimLog(new LogKeeping(Option.some(Duration.ofDays(3)), Option.none()))));
        UserDefinedFunction meanwhile =
                functions.udf((UDF1<String, String>) DeltaTableCareTest::whileSomebodyMaintains, DataTypes.StringType);

        sink.append(
                session.createDataFrame(List.of(row(Output.ALARMS, 1, START)), Tables.of(Output.ALARMS))
                        .withColumn("message", meanwhile.apply(functions.col("message"))),
                new BatchId("test", "id", 1));

        assertThat(PROPERTY_SET).isTrue();
        assertThat(rows(Output.ALARMS)).hasSize(2);
        assertThat(TableState.of(session, CaredTable.of(session, table(Output.ALARMS)))
                        .keepsLog())
                .isEqualTo(Duration.ofDays(3));
    }

    /** In a thread that is no task's, once. */
    private static String whileSomebodyMaintains(String message) throws InterruptedException {
        if (PROPERTY_SET.compareAndSet(false, true)) {
            Thread other = new Thread(TO_MAINTAIN.get());
            other.start();
            other.join();
        }
        return message;
    }

    @Test
    void whatCannotBeDoneIsToldWithTheTable() {
        batches(Output.ALARMS, 0, 2, START);
        session.sql("ALTER TABLE delta.`" + path(Output.ALARMS) + "` SET TBLPROPERTIES ('delta.appendOnly' = 'true')");

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> care.perform(table(Output.ALARMS), new TableStep.Expire(START.plusSeconds(5))))
                .withMessageContaining(path(Output.ALARMS))
                .withMessageContaining("append");
        assertThat(rows(Output.ALARMS)).hasSize(2);
    }

    private MaintainedTable table(Output output) {
        return new MaintainedTable(output, new SinkPlan.DeltaTable(path(output)));
    }

    private String path(Output output) {
        return directory.resolve(output.word()).toString();
    }

    private TableFigures figures(Output output) {
        return care.look(table(output)).get();
    }

    private List<Row> rows(Output output) {
        return session.read().format("delta").load(path(output)).collectAsList();
    }

    private void batches(Output output, int from, int to, Instant start) {
        for (int i = from; i < to; i++) {
            batch(output, i, start.plusSeconds(i));
        }
    }

    private SparkSink sink(Output output, long number) {
        SparkSink sink = new DeltaConnector()
                .sink(new SinkPlan.DeltaTable(path(output)), output, "test")
                .get();
        sink.prepare(
                session,
                new CheckpointProgress(
                        "/the/checkpoint", Option.some("id"), number == 0 ? Option.none() : Option.some(number - 1)));
        return sink;
    }

    /** A batch of one row, as a pipeline writes it. */
    private void batch(Output output, long number, Instant time) {
        SparkSink sink = sink(output, number);
        sink.append(
                session.createDataFrame(List.of(row(output, number, time)), Tables.of(output)),
                new BatchId("test", "id", number));
    }

    private static Row row(Output output, long number, Instant time) {
        return RowFactory.create(Stream.of(Tables.of(output).fields())
                .map(column -> switch (column.dataType().typeName()) {
                    case "string" -> column.name() + number;
                    case "timestamp" -> Timestamp.from(time);
                    case "date" -> java.sql.Date.valueOf(LocalDate.ofInstant(time, java.time.ZoneOffset.UTC));
                    case "double" -> (Object) (double) number;
                    case "long" -> number;
                    default -> null;
                })
                .toArray());
    }

    private void makeLogOld(Output output, Duration age) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(output.word()).resolve("_delta_log"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
            }
        }
        DeltaLog.clearCache();
    }

    private long dataFiles(Output output) throws IOException {
        return count(directory.resolve(output.word()), ".*[.]parquet");
    }

    private long commits(Output output) throws IOException {
        return count(directory.resolve(output.word()).resolve("_delta_log"), "\\d{20}[.]json");
    }

    private long logFiles(Output output) throws IOException {
        return count(directory.resolve(output.word()).resolve("_delta_log"), "\\d{20}[.].*");
    }

    private static long count(Path directory, String name) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .count();
        }
    }
}
