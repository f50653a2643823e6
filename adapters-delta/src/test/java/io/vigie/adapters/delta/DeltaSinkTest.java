package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.HashSet;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.SparkSinkContract;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.reading.Microseconds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaSinkTest extends SparkSinkContract {

    private static final CheckpointProgress FRESH =
            new CheckpointProgress("/the/checkpoint", Option.none(), Option.none());

    @TempDir
    private Path directory;

    private Path table(Output output) {
        return directory.resolve(output.word());
    }

    private SparkSink sink(Output output, String pipeline) {
        return new DeltaConnector()
                .sink(new SinkPlan.DeltaTable(table(output).toString()), output, pipeline)
                .get();
    }

    @Override
    protected SparkSink sink(Output output) {
        return sink(output, PIPELINE);
    }

    @Override
    protected List<Row> written(Output output) {
        return session.read()
                .format("delta")
                .load(table(output).toString())
                .select(Arrays.stream(Tables.of(output).fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new))
                .collectAsList();
    }

    @Override
    protected boolean isExactlyOnce() {
        return true;
    }

    @Override
    protected void spoil(Output output) {
        session.range(1).write().format("delta").save(table(output).toString());
    }

    @Override
    protected void obstruct(Output output) throws IOException {
        Files.writeString(table(output).resolve("_delta_log"), "a file where the log was");
    }

    @Test
    void everyDifferenceOfATableThatDoesNotFitIsNamed() {
        StructType other = new StructType()
                .add("reason", DataTypes.IntegerType)
                .add("detail", DataTypes.StringType)
                .add("payload", DataTypes.StringType)
                .add("more", DataTypes.StringType, false);
        session.createDataFrame(List.of(), other)
                .write()
                .format("delta")
                .save(table(Output.REJECTED).toString());

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.REJECTED).prepare(session, FRESH))
                .withMessageContaining(table(Output.REJECTED).toString())
                .withMessageContaining("reason is int there, not string")
                .withMessageContaining("payload is string there, not binary")
                .withMessageContaining("it has no source string")
                .withMessageContaining("it has no offset bigint")
                .withMessageContaining("it has no received_at timestamp")
                .withMessageNotContaining("detail");
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"ALARMS", "VIOLATIONS", "REJECTED"})
    void aTableOfBeforeGetsTheColumnsThatItHasNot(Output output) {
        List<String> since = Arrays.stream(Tables.of(output).fieldNames())
                .filter(column -> Tables.isOptional(output, column))
                .toList();
        session.createDataFrame(List.of(full(output, 1)), Tables.of(output))
                .drop(since.toArray(String[]::new))
                .write()
                .format("delta")
                .save(table(output).toString());

        SparkSink sink = sink(output);
        sink.prepare(session, FRESH);
        sink.append(
                session.createDataFrame(List.of(full(output, 2)), Tables.of(output)),
                new BatchId(PIPELINE, "some-id", 0));

        assertThat(since).isNotEmpty();
        assertThat(written(output)).hasSize(2).contains(full(output, 2));
        assertThat(written(output).stream().filter(row -> !row.equals(full(output, 2))))
                .singleElement()
                .satisfies(before -> assertThat(since).allMatch(column -> before.isNullAt(before.fieldIndex(column))));
    }

    /** What a kill, or a machine that goes off, leaves of a table that was being made. */
    private enum LeftBehind {
        EMPTY_LOG("_delta_log/.nothing", ""),
        UNFINISHED_FILE("_delta_log/.00000000000000000000.json.0f2c.tmp", "{\"commitInfo\":{}"),
        EMPTY_COMMIT("_delta_log/00000000000000000000.json", ""),
        CUT_COMMIT("_delta_log/00000000000000000000.json", "{\"commitInfo\":{}}\n{\"metaData\":{\"id\":"),
        COMMIT_WITHOUT_COLUMNS("_delta_log/00000000000000000000.json", "{\"commitInfo\":{}}\n"),
        ROWS_ALONE("part-00000-0f2c.snappy.parquet", "PAR1");

        private final String file;
        private final String content;

        LeftBehind(String file, String content) {
            this.file = file;
            this.content = content;
        }

        void in(Path table) throws IOException {
            Path whole = table.resolve(file);
            Files.createDirectories(whole.getParent());
            if (!whole.endsWith(".nothing")) {
                Files.writeString(whole, content);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY_LOG", "CUT_COMMIT", "ROWS_ALONE"})
    void aTableThatWasBeingMadeIsMade(LeftBehind leftBehind) throws IOException {
        isMadeAfter(leftBehind);
    }

    @ParameterizedTest
    @Tag("long")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"EMPTY_LOG", "CUT_COMMIT", "ROWS_ALONE"})
    void aTableThatWasBeingMadeAndLeftOtherwiseIsMade(LeftBehind leftBehind) throws IOException {
        isMadeAfter(leftBehind);
    }

    private void isMadeAfter(LeftBehind leftBehind) throws IOException {
        leftBehind.in(table(Output.READINGS));
        leftBehind.in(table(Output.REJECTED));
        SparkSink withoutRows = sink(Output.READINGS);
        withoutRows.prepare(session, FRESH);
        SparkSink withRows = sink(Output.REJECTED);
        withRows.prepare(session, FRESH);

        withoutRows.create(session);
        withRows.append(rejected(1), new BatchId(PIPELINE, "some-id", 0));

        assertThat(written(Output.READINGS)).isEmpty();
        assertThat(makeOf(table(Output.READINGS))).contains("event_date", "delta.dataSkippingStatsColumns");
        assertThat(written(Output.REJECTED)).hasSize(1);
    }

    @Test
    void aTableWhoseFirstCommitsAreGoneByAgeIsOne() throws IOException {
        write(PIPELINE, "one", 0);
        write(PIPELINE, "one", 1);
        DeltaLog log = DeltaLog.forTable(session, table(Output.ALARMS).toString());
        log.checkpoint(log.update(false, scala.Option.empty(), scala.Option.empty()), scala.Option.empty());
        Files.delete(table(Output.ALARMS).resolve("_delta_log/00000000000000000000.json"));
        Files.delete(table(Output.ALARMS).resolve("_delta_log/_last_checkpoint"));
        DeltaLog.clearCache();

        write(PIPELINE, "one", 2);

        assertThat(written(Output.ALARMS)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"READINGS", "WINDOWS"})
    void timesOfAnyYearAreKeptToTheMicrosecond(Output output) {
        areKeptToTheMicrosecond(output);
    }

    @ParameterizedTest
    @Tag("long")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"READINGS", "WINDOWS"})
    void timesOfAnyYearAreKeptInOtherTablesToo(Output output) {
        areKeptToTheMicrosecond(output);
    }

    private void areKeptToTheMicrosecond(Output output) {
        SparkSession paris = session.newSession(); // until 1911 its clocks were 561 seconds ahead
        paris.conf().set("spark.sql.session.timeZone", "Europe/Paris");
        List<Long> times = Stream.of(
                        "0001-01-01T00:00:00.000001Z",
                        "1582-10-10T11:12:13.141516Z",
                        "1899-12-31T23:59:59.999999Z",
                        "9999-12-31T23:59:59.999999Z")
                .map(time -> Microseconds.of(Instant.parse(time)))
                .toList();
        SparkSink sink = sink(output);
        sink.prepare(paris, FRESH);
        Dataset<Row> rows = times.stream()
                .map(time -> at(time, paris.createDataFrame(List.of(full(output, 1)), Tables.of(output))))
                .reduce(Dataset::union)
                .orElseThrow();
        sink.append(rows, new BatchId(PIPELINE, "some-id", 0));

        Dataset<Row> table = session.read().format("delta").load(table(output).toString());
        for (StructField column : Tables.of(output).fields()) {
            if (column.dataType().equals(DataTypes.TimestampType)) {
                Column time = functions.unix_micros(functions.col(column.name()));
                assertThat(table.select(time).as(Encoders.LONG()).collectAsList())
                        .as(column.name())
                        .containsExactlyInAnyOrderElementsOf(times);
                assertThat(table.where(functions
                                        .col(column.name())
                                        .equalTo(functions.lit(Microseconds.instant(times.get(2)))))
                                .count())
                        .as("found by " + column.name())
                        .isEqualTo(1);
            }
        }
    }

    /** The same rows at another time. */
    private static Dataset<Row> at(long microseconds, Dataset<Row> rows) {
        Column time = functions.timestamp_micros(functions.lit(microseconds));
        Dataset<Row> changed = rows;
        for (StructField column : rows.schema().fields()) {
            changed = column.dataType().equals(DataTypes.TimestampType)
                    ? changed.withColumn(column.name(), time)
                    : column.dataType().equals(DataTypes.DateType)
                            ? changed.withColumn(column.name(), functions.to_date(time))
                            : changed;
        }
        return changed;
    }

    @Test
    void anotherProcessMayMakeTheTableDuringTheFirstBatch() {
        SparkSink elsewhere = new DeltaConnector()
                .sink(new SinkPlan.DeltaTable(directory.resolve("elsewhere").toString()), Output.REJECTED, "another")
                .get();
        elsewhere.prepare(session, FRESH);
        elsewhere.append(rejected(1), new BatchId("another", "other-id", 0));
        SparkSink sink = sink(Output.REJECTED);
        sink.prepare(session, FRESH);
        ARRIVES.set(() -> copy(directory.resolve("elsewhere"), table(Output.REJECTED)));
        UserDefinedFunction meanwhile =
                functions.udf((UDF1<String, String>) DeltaSinkTest::whileItArrives, DataTypes.StringType);

        sink.append(
                rejected(2).withColumn("detail", meanwhile.apply(functions.col("detail"))),
                new BatchId(PIPELINE, "some-id", 0));

        assertThat(ARRIVES).hasValue(null);
        assertThat(written(Output.REJECTED))
                .extracting(row -> row.<Long>getAs("offset"))
                .containsExactlyInAnyOrder(11L, 12L);
    }

    /** What a task finds done by another process, once. */
    private static final AtomicReference<@Nullable Runnable> ARRIVES = new AtomicReference<>();

    private static String whileItArrives(String detail) {
        Runnable arrival = ARRIVES.getAndSet(null);
        if (arrival != null) {
            arrival.run();
        }
        return detail;
    }

    private Dataset<Row> rejected(int number) {
        return session.createDataFrame(List.of(full(Output.REJECTED, number)), Tables.REJECTED);
    }

    /** Bit by bit, past all that Delta knows of the table in this process. */
    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTableMayHaveColumnsOfItsOwn() {
        StructType more = Tables.REJECTED.add("note", DataTypes.StringType);
        session.createDataFrame(List.of(), more)
                .write()
                .format("delta")
                .save(table(Output.REJECTED).toString());

        SparkSink sink = sink(Output.REJECTED);
        sink.prepare(session, FRESH);
        sink.append(
                session.createDataFrame(List.of(full(Output.REJECTED, 1)), Tables.REJECTED),
                new BatchId(PIPELINE, "some-id", 0));

        assertThat(written(Output.REJECTED)).hasSize(1);
    }

    @Test
    void aPlaceThatCannotBeATableIsRefusedWithItsCause() throws IOException {
        Files.writeString(table(Output.ALARMS), "a file");
        SparkSink below = new DeltaConnector()
                .sink(
                        new SinkPlan.DeltaTable(
                                table(Output.ALARMS).resolve("table").toString()),
                        Output.ALARMS,
                        PIPELINE)
                .get();

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> below.prepare(session, FRESH))
                .withMessageContaining(below.name());
    }

    @Test
    void aTableThatIsGoneWhileTheCheckpointGoesOnIsRefused() {
        CheckpointProgress ahead = new CheckpointProgress("/the/checkpoint", Option.some("id"), Option.some(4L));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.READINGS).prepare(session, ahead))
                .withMessageContaining("batch 4 is done")
                .withMessageContaining("Restore the table");
        assertThat(table(Output.READINGS)).doesNotExist();
    }

    @Test
    void aSinkThatWasAddedIsToldApartFromATableThatIsGone() {
        SparkSink sink = sink(Output.READINGS);
        CheckpointProgress withIt = ahead(CheckpointProgress.sink(Output.READINGS, sink.name()));
        CheckpointProgress withoutIt = ahead(CheckpointProgress.sink(Output.ALARMS, "elsewhere"));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink.prepare(session, withIt))
                .withMessageContaining("Restore the table, which the pipeline wrote")
                .withMessageContaining("the tables of all outputs")
                .withMessageNotContaining("added");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink.prepare(session, withoutIt))
                .withMessageContaining("The sink was added: a pipeline that has run takes no further table")
                .withMessageContaining("Leave it out, or have a second pipeline write it")
                .withMessageNotContaining("Restore");
    }

    private static CheckpointProgress ahead(String sink) {
        return new CheckpointProgress(
                "/the/checkpoint", Option.some("id"), Option.some(4L), Option.some(HashSet.of(sink)));
    }

    @Test
    void aPipelineUnderAnotherNameIsRefusedByTheIdOfItsCheckpoint() {
        write(PIPELINE, "one", 0);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.ALARMS, "renamed")
                        .prepare(
                                session,
                                new CheckpointProgress("/the/checkpoint", Option.some("one"), Option.some(0L))))
                .withMessageContaining("with the id one, by the pipeline " + PIPELINE)
                .withMessageContaining("Call it " + PIPELINE + " again");
    }

    @Test
    void aTableWithBatchesThatTheCheckpointHasNeverHeardOfIsRefused() {
        write(PIPELINE, "one", 0);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.ALARMS).prepare(session, FRESH))
                .withMessageContaining("knows nothing of")
                .withMessageContaining("Restore the checkpoint")
                .withMessageContaining("name new paths or names");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.ALARMS)
                        .prepare(session, new CheckpointProgress("/other", Option.some("two"), Option.some(0L))));
    }

    @Test
    void aCheckpointOlderThanTheTableIsRefused() {
        write(PIPELINE, "one", 0);
        write(PIPELINE, "one", 1);
        write(PIPELINE, "one", 2);

        sink(Output.ALARMS)
                .prepare(session, new CheckpointProgress("/the/checkpoint", Option.some("one"), Option.some(1L)));
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.ALARMS)
                        .prepare(
                                session,
                                new CheckpointProgress("/the/checkpoint", Option.some("one"), Option.some(0L))))
                .withMessageContaining("goes on with batch 1")
                .withMessageContaining("old copy");
    }

    @Test
    void pipelinesOfOtherNamesShareATable() {
        write("one", "a", 0);
        sink(Output.ALARMS, "one-more").prepare(session, FRESH);
        write("one-more", "b", 0);
        write("one", "a", 1);

        assertThat(written(Output.ALARMS)).hasSize(3);
    }

    @Test
    void twoPipelinesThatMakeTheTableAtOnceBothHaveTheirRows() throws Exception {
        List<String> pipelines = List.of("one", "two", "three");
        List<SparkSink> sinks = pipelines.stream()
                .map(pipeline -> sink(Output.ALARMS, pipeline))
                .toList();
        sinks.forEach(sink -> sink.prepare(session, FRESH));

        ExecutorService threads = Executors.newFixedThreadPool(sinks.size());
        try {
            List<Future<?>> appends = new ArrayList<>();
            for (int i = 0; i < sinks.size(); i++) {
                SparkSink sink = sinks.get(i);
                BatchId batch = new BatchId(pipelines.get(i), "some-id", 0);
                appends.add(threads.submit(() ->
                        sink.append(session.createDataFrame(List.of(full(Output.ALARMS, 1)), Tables.ALARMS), batch)));
            }
            for (Future<?> append : appends) {
                append.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(written(Output.ALARMS)).hasSize(3);
    }

    @Test
    void aTableMadeByItsFirstRowsIsLikeOneMadeEmpty() {
        SparkSink first = sink(Output.READINGS);
        first.prepare(session, FRESH);
        first.append(
                session.createDataFrame(List.of(full(Output.READINGS, 1)), Tables.READINGS),
                new BatchId(PIPELINE, "some-id", 0));
        Path empty = directory.resolve("empty");
        SparkSink second = new DeltaConnector()
                .sink(new SinkPlan.DeltaTable(empty.toString()), Output.READINGS, PIPELINE)
                .get();
        second.prepare(session, FRESH);
        second.create(session);

        assertThat(makeOf(table(Output.READINGS))).isEqualTo(makeOf(empty));
        assertThat(makeOf(empty)).contains("event_date", "delta.dataSkippingStatsColumns");
    }

    private String makeOf(Path table) {
        return session.read().format("delta").load(table.toString()).schema().treeString()
                + session.sql("DESCRIBE DETAIL delta.`" + table + "`")
                        .select("partitionColumns", "properties", "minReaderVersion", "minWriterVersion")
                        .collectAsList();
    }

    private void write(String pipeline, String checkpoint, long batch) {
        SparkSink sink = sink(Output.ALARMS, pipeline);
        sink.prepare(
                session,
                new CheckpointProgress(
                        "/the/checkpoint",
                        Option.some(checkpoint),
                        batch == 0 ? Option.none() : Option.some(batch - 1)));
        sink.append(
                session.createDataFrame(List.of(full(Output.ALARMS, 1)), Tables.ALARMS),
                new BatchId(pipeline, checkpoint, batch));
    }
}
