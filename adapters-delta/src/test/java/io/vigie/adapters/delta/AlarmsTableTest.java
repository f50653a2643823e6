package io.vigie.adapters.delta;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.monitor.Rehearsal.rehearse;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.Rehearsal;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmsTableTest {

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.CRITICAL, when("value > 95"))
            .raise(Severity.WARNING, when("value > 80"))
            .build();

    private final SparkSession session = TestSession.get();

    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("alarms");
    }

    private AlarmsTable table() {
        return AlarmsTable.at(path().toString());
    }

    /** A device that overheats and cools down: per device four transitions, to the microsecond. */
    private static List<String> episode(int device, Duration from) {
        return records(rehearse(HOT)
                .device("boiler-" + device)
                .at(from.plusNanos(123_456_000))
                .sends("temperature", 70, 85, 96.125, 90.1, 70));
    }

    private static List<String> records(Rehearsal rehearsal) {
        return rehearsal.transitions().stream().map(AlarmRecords::json).toList();
    }

    private static List<String> episodes(int devices) {
        return Stream.iterate(1, device -> device + 1)
                .limit(devices)
                .flatMap(device -> episode(device, ofSeconds(10L * device)).stream())
                .toList();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the lists are only read
    private static List<String> joined(List<String>... parts) {
        return Arrays.stream(parts).flatMap(List::stream).toList();
    }

    /** What the table holds, as records again: nothing may be lost on the way. */
    private List<String> held() {
        return held(path());
    }

    private List<String> held(Path table) {
        return session.read().format("delta").load(table.toString()).collectAsList().stream()
                .map(AlarmRecords::json)
                .toList();
    }

    private void mustHold(List<String> records) {
        assertThat(held()).containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    void aTransitionIsThereOnceHoweverOftenABatchHasIt() {
        List<String> all = episodes(3);

        AlarmsTable.Merged merged = table().merge(AlarmRecords.kafka(joined(all, all, all.subList(2, 5))));

        mustHold(all);
        assertThat(merged).isEqualTo(new AlarmsTable.Merged(27, 12, 0, 0));
        assertThat(session.read()
                        .format("delta")
                        .load(path().toString())
                        .select("shadow")
                        .collectAsList())
                .extracting(row -> row.getBoolean(0))
                .containsOnly(false);
    }

    @Test
    void aTransitionIsThereOnceHoweverManyBatchesHaveIt() {
        List<String> all = episodes(3);

        table().merge(AlarmRecords.kafka(all.subList(4, 12)));
        table().merge(AlarmRecords.kafka(all.subList(0, 7)));

        mustHold(all);
    }

    /** In short, {@link #aTransitionIsThereOnceHoweverManyBatchesHaveIt} says so. */
    @Test
    @Tag("long")
    void theirOrderDoesNotMatter() {
        List<String> all = new ArrayList<>(episodes(3));
        List<String> shuffled = new ArrayList<>(joined(all, all, all));
        Collections.shuffle(shuffled, new Random(7));

        for (int i = 0; i < shuffled.size(); i += 12) {
            table().merge(AlarmRecords.kafka(shuffled.subList(i, i + 12)));
        }

        mustHold(all);
    }

    @Test
    void aTopicReadAgainFromTheBeginningAddsNothing() throws Exception {
        List<String> all = episodes(3);
        Path in = Files.createDirectory(directory.resolve("in"));
        Files.write(in.resolve("1"), all.subList(0, 7));
        Files.write(in.resolve("2"), all.subList(5, 12));
        AlarmsTable table = table();

        stream(table, in, directory.resolve("checkpoint"));
        mustHold(all);
        Files.write(in.resolve("1"), joined(all.subList(0, 7), episode(9, ofSeconds(1_000))));
        stream(table, in, directory.resolve("checkpoint afresh"));

        mustHold(joined(all, episode(9, ofSeconds(1_000))));
    }

    /** Lines of a file stand for the records of a topic: a column {@code value}, batch by batch. */
    private void stream(AlarmsTable table, Path in, Path checkpoint) throws Exception {
        session.readStream()
                .option("maxFilesPerTrigger", 1)
                .text(in.toString())
                .writeStream()
                .option("checkpointLocation", checkpoint.toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (batch, id) -> table.merge(batch))
                .start()
                .awaitTermination();
    }

    @Test
    void whatADeltaSinkHasWrittenIsNotAddedAgain() {
        TestPipeline pipeline = TestPipeline.in(directory).rules(HOT).outputs(Output.ALARMS);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add(flat("boiler-" + i % 4, "temperature", 70 + i + i / 7.0, ofSeconds(i)));
        }
        pipeline.file("a.json", ofSeconds(60), lines);
        pipeline.run(List.of(), new DeltaConnector());
        List<String> written = held();

        table().merge(AlarmRecords.kafka(joined(written, episode(9, ofSeconds(20)))));

        assertThat(written).isNotEmpty();
        mustHold(joined(written, episode(9, ofSeconds(20))));
    }

    @Test
    void transitionsOfOneInstantByOtherReadingsAreAllThere() {
        Rule either = rule("either")
                .raise(Severity.MAJOR, when("temperature > 90 and pressure < 2 or humidity > 80"))
                .build();
        List<String> all = records(rehearse(either)
                .every(Duration.ZERO)
                .sends("temperature", 95)
                .sends("pressure", 1, 3)
                .sends("humidity", 50)
                .sends("pressure", 4)
                .sends("humidity", 85));

        table().merge(AlarmRecords.kafka(all));
        table().merge(AlarmRecords.kafka(all));

        assertThat(all).hasSize(3);
        mustHold(all);
    }

    @Test
    void twoRaisingsByReadingsThatAreAlikeAreTwoAlarms() {
        List<AlarmTransition> all = rehearse(HOT)
                .every(Duration.ZERO)
                .sends("temperature", 96, 70, 96)
                .transitions();

        table().merge(AlarmRecords.kafka(all.stream().map(AlarmRecords::json).toList()));

        assertThat(all).hasSize(3);
        mustHold(all.stream().map(AlarmRecords::json).toList());
    }

    @Test
    void theSessionsTimeZoneMovesNoTimes() {
        SparkSession newYork = session.newSession();
        newYork.conf().set("spark.sql.session.timeZone", "America/New_York");
        newYork.conf().set("spark.sql.datetime.java8API.enabled", "true");
        List<String> all = episodes(1);

        table().merge(AlarmRecords.kafka(newYork, all));
        table().merge(AlarmRecords.kafka(all));

        mustHold(all);
    }

    @Test
    void alarmsOfLongAgoAreMergedOnceToTheMicrosecond() {
        String alarm = episodes(1).get(0).replaceFirst("\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"%s\"");
        List<String> all = Stream.of(
                        "1583-01-01T00:00:00.000001Z", "1899-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z")
                .map(alarm::formatted)
                .toList();

        table().merge(AlarmRecords.kafka(all));
        table().merge(AlarmRecords.kafka(all));

        mustHold(all);
    }

    @Test
    void valuesMayBeTextAndStandAlone() {
        List<String> all = episodes(2);

        table().merge(session.createDataset(joined(all, all), Encoders.STRING()).toDF("value"));

        mustHold(all);
    }

    @Test
    void tombstonesArePassedOverAndCounted() {
        List<String> records = new ArrayList<>(episodes(1));
        records.add(1, null);
        records.add(null);

        assertThat(table().merge(AlarmRecords.kafka(records))).isEqualTo(new AlarmsTable.Merged(6, 4, 2, 0));
        mustHold(episodes(1));
    }

    @Test
    void aBatchWithoutAlarmsMakesAnEmptyTable() {
        assertThat(table().merge(AlarmRecords.kafka(List.of()))).isEqualTo(new AlarmsTable.Merged(0, 0, 0, 0));

        mustHold(List.of());
        table().merge(AlarmRecords.kafka(Arrays.asList(null, null)));
        mustHold(List.of());
    }

    @Test
    void aRecordThatIsNoAlarmFailsItsBatchAndIsNamed() {
        table().merge(AlarmRecords.kafka(episode(1, ofSeconds(1))));
        List<String> records = joined(
                episode(2, ofSeconds(1)), List.of("nonsense", episodes(1).get(0).replace("alarmId", "id"), "[]", "{"));

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> table().merge(AlarmRecords.kafka(records)))
                .withMessageStartingWith(
                        "4 of 8 records are no alarms: topic alarms, partition 3, offset 104: malformed,")
                .withMessageContaining("offset 105: missing_field, /alarmId is missing")
                .withMessageContaining("offset 106: wrong_type, the record should be an object but is an array")
                .withMessageNotContaining("offset 107")
                .withMessageContaining(path().toString())
                .withMessageContaining("rejectedTo");
        mustHold(episode(1, ofSeconds(1)));
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> table().merge(AlarmRecords.kafka(records).select("value")))
                .withMessageStartingWith("4 of 8 records are no alarms: ");
    }

    @Test
    void aStreamStopsOnARecordThatIsNoAlarmUntilItIsSaidWhereItGoes() throws Exception {
        Path in = Files.createDirectory(directory.resolve("in"));
        Files.write(in.resolve("1"), joined(episodes(1), List.of("nonsense")));
        Path rejected = directory.resolve("rejected");

        assertThatThrownBy(() -> stream(table(), in, directory.resolve("checkpoint")))
                .hasStackTraceContaining("1 of 5 records are no alarms");
        mustHold(List.of());
        stream(table().rejectedTo(rejected.toString()), in, directory.resolve("checkpoint"));

        mustHold(episodes(1));
        assertThat(session.read().format("delta").load(rejected.toString()).count())
                .isEqualTo(1);
    }

    @Test
    void recordsThatAreNoAlarmsGoOnceToATableOfTheirOwn() {
        Path rejected = directory.resolve("rejected");
        AlarmsTable table = table().rejectedTo(rejected.toString());
        List<String> records = joined(List.of("nonsense", "nonsense"), episodes(1), List.of("{\u0000}"));

        AlarmsTable.Merged merged = table.merge(AlarmRecords.kafka(records));
        table.merge(AlarmRecords.kafka(records));

        assertThat(merged).isEqualTo(new AlarmsTable.Merged(7, 4, 0, 3));
        mustHold(episodes(1));
        Dataset<Row> rows = session.read().format("delta").load(rejected.toString());
        assertThat(rows.schema()).isEqualTo(Tables.REJECTED);
        assertThat(rows.orderBy("offset")
                        .select(
                                functions.col("reason"),
                                functions.col("payload").cast("string"),
                                functions.col("source"),
                                functions.col("partition"),
                                functions.col("offset"),
                                functions.col("received_at"))
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly(
                        "[malformed,nonsense,alarms,3,100," + Timestamp.from(AlarmRecords.SENT) + "]",
                        "[malformed,nonsense,alarms,3,101," + Timestamp.from(AlarmRecords.SENT.plusMillis(1)) + "]",
                        "[malformed,{\u0000},alarms,3,106," + Timestamp.from(AlarmRecords.SENT.plusMillis(6)) + "]");
    }

    @Test
    void ofRecordsWithoutAPlaceThoseThatAreAlikeAreRejectedOnce() {
        Path rejected = directory.resolve("rejected");
        AlarmsTable table = table().rejectedTo(rejected.toString());
        Dataset<Row> records =
                AlarmRecords.kafka(List.of("nonsense", "nonsense", "other")).select("value");

        table.merge(records);
        table.merge(records);

        assertThat(session.read().format("delta").load(rejected.toString()).count())
                .isEqualTo(2);
    }

    @Test
    void filesThatCanHoldNoneOfABatchAreNotRead() throws IOException {
        table().merge(AlarmRecords.kafka(episode(1, ofSeconds(1))));
        try (Stream<Path> files = Files.list(path())) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }

        AlarmsTable.Merged later = table().merge(AlarmRecords.kafka(episode(1, Duration.ofDays(1))));

        assertThat(later.transitions()).isEqualTo(4);
        assertThatThrownBy(() -> table().merge(AlarmRecords.kafka(episode(1, ofSeconds(1)))))
                .isNotNull();
    }

    @Test
    void aSmallBatchMakesFewFiles() throws IOException {
        table().merge(AlarmRecords.kafka(episodes(5)));

        try (Stream<Path> files = Files.list(path())) {
            assertThat(files.filter(one -> one.toString().endsWith(".parquet"))).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void writersAtOnceAddEachTransitionOnce() throws Exception {
        int writers = 2;
        int batches = 2;
        List<String> all = episodes(batches);
        CyclicBarrier start = new CyclicBarrier(writers);
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> merges = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                SparkSession own = session.newSession();
                merges.add(threads.submit(() -> {
                    try {
                        for (int batch = 0; batch < batches; batch++) {
                            start.await();
                            table().merge(AlarmRecords.kafka(own, all.subList(batch * 4, batch * 4 + 4)));
                        }
                    } catch (BrokenBarrierException anotherHasFailed) {
                        return null;
                    } catch (Exception e) { // of Spark's checker too, which Scala does not declare
                        failures.add(e);
                        start.reset();
                    }
                    return null;
                }));
            }
            for (Future<?> merge : merges) {
                merge.get(5, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(failures).isEmpty();
        mustHold(all);
    }

    @Test
    void itsTableIsMadeLikeThatOfADeltaSink() {
        table().merge(AlarmRecords.kafka(List.of()));
        Path other = directory.resolve("other");
        new DeltaSink(new TableAtPath(other.toString()), Output.ALARMS, Tables.ALARMS, "pipeline").create(session);

        assertThat(makeOf(path())).isEqualTo(makeOf(other)).contains("rule_id,device_id,event_time");
    }

    private String makeOf(Path table) {
        return session.read().format("delta").load(table.toString()).schema().treeString()
                + session.sql("DESCRIBE DETAIL delta.`" + table + "`")
                        .select("partitionColumns", "properties", "minReaderVersion", "minWriterVersion")
                        .collectAsList();
    }

    @Test
    void aTableMayHaveColumnsOfItsOwn() {
        session.createDataFrame(List.of(), Tables.ALARMS.add("acknowledged_by", DataTypes.StringType))
                .write()
                .format("delta")
                .save(path().toString());

        table().merge(AlarmRecords.kafka(episodes(2)));

        mustHold(episodes(2));
    }

    @Test
    void aTableOfBeforeGetsTheColumnsThatItHasNot() {
        table().merge(AlarmRecords.kafka(episodes(1)));
        Path before = directory.resolve("before");
        session.read()
                .format("delta")
                .load(path().toString())
                .drop("shadow", "explanation")
                .write()
                .format("delta")
                .save(before.toString());

        AlarmsTable.at(before.toString()).merge(AlarmRecords.kafka(episodes(2)));

        Dataset<Row> filled = session.read().format("delta").load(before.toString());
        assertThat(filled.count()).isEqualTo(8);
        assertThat(filled.where("shadow is null and explanation is null").count())
                .isEqualTo(4);
        assertThat(filled.where("not shadow and explanation is not null").count())
                .isEqualTo(4);
    }

    @Test
    void aTableThatDoesNotFitIsRefused() {
        session.createDataFrame(List.of(), Tables.REJECTED)
                .write()
                .format("delta")
                .save(path().toString());

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> table().merge(AlarmRecords.kafka(episodes(1))))
                .withMessageContaining(path().toString())
                .withMessageContaining("it has no alarm_id string");
    }

    @Test
    void recordsWithoutAValueAndStreamsAreRefused() {
        Dataset<Row> stream = session.readStream().text(directory.toString());
        Dataset<Row> keys = AlarmRecords.kafka(episodes(1)).select("key");
        Column number = functions.col("offset").as("value");
        Dataset<Row> numbers = AlarmRecords.kafka(episodes(1)).select(number);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().merge(stream))
                .withMessageContaining("foreachBatch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().merge(keys))
                .withMessageContaining("no column value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().merge(numbers))
                .withMessageContaining("value:bigint");
        assertThat(path()).doesNotExist();
    }

    @Test
    void theRecordsDoNotStayInMemory() {
        table().merge(AlarmRecords.kafka(List.of()));

        assertThat(session.sharedState().cacheManager().isEmpty()).isTrue();
    }
}
