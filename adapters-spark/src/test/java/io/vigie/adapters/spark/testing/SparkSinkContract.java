package io.vigie.adapters.spark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineRefused;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.collection.JavaConverters;

/** What every {@link SparkSink} promises. Extend it with what a test must know of a target of your kind. */
public abstract class SparkSinkContract {

    /** The pipeline whose batches are written. */
    protected static final String PIPELINE = "contract";

    private static final String CHECKPOINT = "8c9a4f0e-0000-4000-8000-000000000001";
    private static final CheckpointProgress FRESH =
            new CheckpointProgress("the checkpoint", Option.none(), Option.none());

    /** A session in which a sink may set what it likes, as in that of a batch. */
    protected final SparkSession session = TestSession.get().newSession();

    /** A sink of {@link #PIPELINE} into this test's own target for an output. */
    protected abstract SparkSink sink(Output output);

    /** What the target of an output holds, in the columns that its rows came in, in any order. */
    protected abstract List<Row> written(Output output);

    /** What the target of an output keeps of a row: of most kinds all, in whatever form. */
    protected Row kept(Output output, Row row) {
        return row;
    }

    /** Whether a batch that comes again must add nothing. */
    protected abstract boolean isExactlyOnce();

    /** Makes the target of an output one that {@link SparkSink#prepare} must refuse. */
    protected abstract void spoil(Output output) throws Exception;

    /** Makes the target of an output, which was prepared, one that cannot be written any more. */
    protected abstract void obstruct(Output output) throws Exception;

    @ParameterizedTest
    @EnumSource(Output.class)
    void rowsArriveWhole(Output output) {
        SparkSink sink = prepared(output);
        List<Row> rows = List.of(whole(sink, full(output, 1)), whole(sink, sparse(output, 2)));

        sink.append(dataset(sink, output, rows), batch(0));

        assertThat(comparable(written(output)))
                .containsExactlyInAnyOrderElementsOf(
                        comparable(rows.stream().map(row -> kept(output, row)).toList()));
    }

    @Test
    void batchesAddUp() {
        SparkSink sink = prepared(Output.REJECTED);

        sink.append(dataset(sink, Output.REJECTED, List.of(full(Output.REJECTED, 1))), batch(0));
        sink.append(dataset(sink, Output.REJECTED, List.of(full(Output.REJECTED, 2))), batch(1));
        sink.append(dataset(sink, Output.REJECTED, List.of(full(Output.REJECTED, 3))), batch(7));

        assertThat(written(Output.REJECTED)).hasSize(3);
    }

    @Test
    void aBatchThatComesAgainAddsNothingWhereExactlyOnceIsPromised() {
        Output output = Output.READINGS;
        List<Row> rows = List.of(full(output, 1), sparse(output, 2));
        SparkSink sink = prepared(output);
        sink.append(dataset(sink, output, rows), batch(0));

        SparkSink restarted = sink(output);
        restarted.prepare(session, new CheckpointProgress("the checkpoint", Option.some(CHECKPOINT), Option.none()));
        restarted.append(dataset(restarted, output, rows), batch(0));

        if (isExactlyOnce()) {
            assertThat(written(output)).hasSize(rows.size());
        } else {
            assertThat(comparable(written(output))).containsAll(comparable(rows));
        }
    }

    @Test
    void aRestartGoesOnWithTheNextBatch() {
        SparkSink sink = prepared(Output.ALARMS);
        sink.append(dataset(sink, Output.ALARMS, List.of(full(Output.ALARMS, 1))), batch(0));

        SparkSink restarted = sink(Output.ALARMS);
        restarted.prepare(session, new CheckpointProgress("the checkpoint", Option.some(CHECKPOINT), Option.some(0L)));
        restarted.append(dataset(restarted, Output.ALARMS, List.of(full(Output.ALARMS, 2))), batch(1));

        assertThat(written(Output.ALARMS)).hasSize(2);
    }

    @Test
    void preparingTwiceIsPreparingOnce() {
        SparkSink sink = prepared(Output.READINGS);

        assertThatCode(() -> sink.prepare(session, FRESH)).doesNotThrowAnyException();
    }

    @Test
    void whatNoBatchHasRowsForIsThereAndEmpty() {
        SparkSink sink = prepared(Output.READINGS);

        sink.create(session);

        assertThat(written(Output.READINGS)).isEmpty();
    }

    @Test
    void rowsFollowAnEmptyBeginningAndSurviveAnotherOne() {
        SparkSink sink = prepared(Output.READINGS);
        sink.create(session);
        sink.append(dataset(sink, Output.READINGS, List.of(full(Output.READINGS, 1))), batch(0));

        sink.create(session);
        sink(Output.READINGS).create(session);

        assertThat(written(Output.READINGS)).hasSize(1);
    }

    @Test
    void aTargetThatWouldFailLaterIsRefusedBeforeTheStart() throws Exception {
        spoil(Output.READINGS);
        SparkSink sink = sink(Output.READINGS);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink.prepare(session, FRESH))
                .withMessageContaining(sink.name());
    }

    @Test
    void aTargetThatCannotBeWrittenFailsTheBatch() throws Exception {
        SparkSink sink = prepared(Output.REJECTED);
        obstruct(Output.REJECTED);

        assertThatThrownBy(() ->
                        sink.append(dataset(sink, Output.REJECTED, List.of(full(Output.REJECTED, 1))), batch(0)))
                .isNotNull();
    }

    private SparkSink prepared(Output output) {
        SparkSink sink = sink(output);
        sink.prepare(session, FRESH);
        return sink;
    }

    private static BatchId batch(long number) {
        return new BatchId(PIPELINE, CHECKPOINT, number);
    }

    private Dataset<Row> dataset(SparkSink sink, Output output, List<Row> rows) {
        boolean wholeMessages = output == Output.REJECTED && sink.takesDeadLetters();
        return session.createDataFrame(
                rows.stream().map(row -> whole(sink, row)).toList(),
                wholeMessages ? Tables.DEAD_LETTERS : Tables.of(output));
    }

    /** A rejected message with its key and headers too, where the sink takes those. */
    private static Row whole(SparkSink sink, Row row) {
        if (!sink.takesDeadLetters()
                || row.size() != Tables.REJECTED.size()
                || !(row.get(2) instanceof byte[] payload)) {
            return row;
        }
        List<Object> columns = new ArrayList<>(JavaConverters.seqAsJavaList(row.toSeq()));
        columns.set(2, payload.length == 0 ? null : payload);
        columns.add(payload.length == 0 ? null : new byte[] {(byte) 0xFE, 0});
        columns.add(
                payload.length == 0
                        ? null
                        : JavaConverters.asScalaBuffer(List.of(
                                        RowFactory.create("trace", new byte[] {1, (byte) 0x80}),
                                        RowFactory.create("trace", null),
                                        RowFactory.create("", new byte[0])))
                                .toSeq());
        return RowFactory.create(columns.toArray());
    }

    /** A row with a value in every column. */
    protected static Row full(Output output, int number) {
        Timestamp time = Timestamp.from(Instant.parse("2026-01-01T00:00:00.000001Z"));
        return switch (output) {
            case READINGS ->
                RowFactory.create(
                        "boiler-" + number,
                        "temperature",
                        81.5 + number,
                        "celsius",
                        time,
                        JavaConverters.mapAsScalaMap(java.util.Map.of("site", "lyon", "", "")),
                        JavaConverters.asScalaBuffer(List.of("hot", "high")).toSeq(),
                        true,
                        "{\"extra\":1}",
                        "file:/in/a.json",
                        "0",
                        10L + number,
                        3,
                        time,
                        Date.valueOf("2026-01-01"),
                        true,
                        true);
            case ALARMS ->
                RowFactory.create(
                        "id-" + number,
                        "hot",
                        "boiler-1",
                        "temperature",
                        "raised",
                        "critical",
                        time,
                        96.25,
                        "boiler-1 at 96.25",
                        "{}",
                        false);
            case WINDOWS ->
                RowFactory.create("per-minute", "boiler-" + number, "temperature", time, Timestamp.from(Instant.EPOCH));
            case VIOLATIONS ->
                RowFactory.create(
                        "hot",
                        "boiler-" + number,
                        "temperature",
                        96.25,
                        "celsius",
                        time,
                        "topic",
                        "0",
                        10L + number,
                        time);
            case REJECTED ->
                RowFactory.create(
                        "malformed",
                        "no object",
                        new byte[] {0, (byte) 0xFF, '\r', (byte) number},
                        "file:/in/a.json",
                        "0",
                        10L + number,
                        time);
        };
    }

    /** A row with no more than it must have, at the ends of what values can be. */
    protected static Row sparse(Output output, int number) {
        Timestamp time = Timestamp.from(Instant.parse("1969-12-31T23:59:59.999999Z"));
        return switch (output) {
            case READINGS ->
                RowFactory.create(
                        "boiler-" + number,
                        "temperature",
                        -Double.MAX_VALUE,
                        null,
                        time,
                        null,
                        JavaConverters.asScalaBuffer(List.of()).toSeq(),
                        false,
                        null,
                        "file:/in/a.json",
                        null,
                        Long.MAX_VALUE,
                        0,
                        time,
                        Date.valueOf("1969-12-31"),
                        false,
                        false);
            case ALARMS ->
                RowFactory.create(
                        "id-" + number,
                        "hot",
                        "boiler-1",
                        "temperature",
                        "cleared",
                        "warning",
                        time,
                        0.0,
                        "",
                        "{}",
                        true);
            case WINDOWS -> RowFactory.create("per-day", "boiler-" + number, "temperature", time, time);
            case VIOLATIONS ->
                RowFactory.create(
                        "cold", "boiler-" + number, "temperature", -0.5, null, time, "file:/in/a.json", null, 0L, time);
            case REJECTED -> RowFactory.create("too_large", "", new byte[0], "file:/in/a.json", null, 0L, time);
        };
    }

    private static List<String> comparable(List<Row> rows) {
        return rows.stream().map(SparkSinkContract::comparable).toList();
    }

    private static String comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes " + new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            return new TreeMap<>(JavaConverters.mapAsJavaMap(map)).toString();
        }
        if (value instanceof scala.collection.Seq<?> seq) {
            return JavaConverters.seqAsJavaList(seq).stream()
                    .map(SparkSinkContract::comparable)
                    .toList()
                    .toString();
        }
        return value instanceof Row row ? comparable(row.toSeq()) : String.valueOf(value);
    }
}
