package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.SparkSinkContract;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.TableAddress;
import io.vigie.application.plan.TableName;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables by their names in a catalog promise what tables at paths do. */
class NamedTableSinkTest extends SparkSinkContract {

    static final CheckpointProgress FRESH = new CheckpointProgress("/the/checkpoint", Option.none(), Option.none());

    @TempDir
    private Path directory;

    private String catalog = "";

    @BeforeEach
    void aCatalogWithOneSchema() throws IOException {
        Files.createDirectories(directory.resolve("iot"));
        catalog = "lake_" + directory.getFileName().toString().replaceAll("\\W", "");
        DirectoryCatalog.register(session, catalog, directory);
    }

    private Path table(Output output) {
        return directory.resolve("iot").resolve(output.word());
    }

    static SinkPlan plan(String name) {
        return new SinkPlan.DeltaTable(new TableAddress.Name(TableName.of(name).get()));
    }

    /** A provider as the platform at hand has it. */
    protected SparkSinkProvider provider() {
        return new DeltaConnector();
    }

    private SparkSink sink(String name, Output output, String pipeline) {
        return provider().sink(plan(name), output, pipeline).get();
    }

    private SparkSink sink(Output output, String pipeline) {
        return sink(catalog + ".iot." + output.word(), output, pipeline);
    }

    @Override
    protected SparkSink sink(Output output) {
        return sink(output, PIPELINE);
    }

    @Override
    protected List<Row> written(Output output) {
        return session.table(catalog + ".iot." + output.word())
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
        Files.createDirectories(table(output));
        Files.writeString(table(output).resolve("_delta_log"), "a file where the log was");
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

    /** The short form of {@link PublicInterfaceTest}. */
    @Test
    void deltasPublicInterfaceIsEnoughForABatchThatComesTwice() {
        CheckpointProgress begun = new CheckpointProgress("/the/checkpoint", Option.some("one"), Option.none());
        for (int time = 0; time < 2; time++) {
            SparkSink sink = WithoutInternals.provider()
                    .sink(plan(catalog + ".iot.alarms"), Output.ALARMS, PIPELINE)
                    .get();
            sink.prepare(session, begun);
            sink.append(
                    session.createDataFrame(List.of(full(Output.ALARMS, 1)), Tables.ALARMS),
                    new BatchId(PIPELINE, "one", 0));
        }

        assertThat(written(Output.ALARMS)).containsExactly(full(Output.ALARMS, 1));
    }

    @Test
    void batchesThatTheCheckpointHasNeverHeardOfAreRefusedWithTheTablesName() {
        write(PIPELINE, "one", 0);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.ALARMS).prepare(session, FRESH))
                .withMessageContaining("The table " + catalog + ".iot.alarms holds batches 0 to 0")
                .withMessageContaining("Restore the checkpoint");
    }

    @Test
    void aCheckpointOlderThanTheTableIsRefused() {
        write(PIPELINE, "one", 0);
        write(PIPELINE, "one", 1);
        write("another", "two", 0);
        write(PIPELINE, "one", 2);

        sink(Output.ALARMS)
                .prepare(session, new CheckpointProgress("/the/checkpoint", Option.some("one"), Option.some(1L)));
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.ALARMS)
                        .prepare(
                                session,
                                new CheckpointProgress("/the/checkpoint", Option.some("one"), Option.some(0L))))
                .withMessageContaining("goes on with batch 1");
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.ALARMS)
                        .prepare(session, new CheckpointProgress("/the/checkpoint", Option.some("one"), Option.none())))
                .withMessageContaining("goes on with batch 0");
    }

    @Test
    void aTableThatIsGoneWhileTheCheckpointGoesOnIsRefused() {
        CheckpointProgress ahead = new CheckpointProgress("/the/checkpoint", Option.some("id"), Option.some(4L));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(Output.READINGS).prepare(session, ahead))
                .withMessageContaining("batch 4 is done, but there is no table at " + catalog + ".iot.readings");
    }

    @Test
    void aSchemaThatIsNotThereIsRefused() {
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> sink(catalog + ".iots.readings", Output.READINGS, PIPELINE)
                        .prepare(session, FRESH))
                .withMessageContaining("There is no schema " + catalog + ".iots")
                .withMessageContaining("CREATE SCHEMA");
        assertThat(directory.resolve("iots")).doesNotExist();
    }

    @Test
    void aNameThatWouldBeForgottenIsRefused() {
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() ->
                        sink("default.readings", Output.READINGS, PIPELINE).prepare(session, FRESH))
                .withMessageContaining("would be forgotten")
                .withMessageContaining("Write a path instead");
    }

    @Test
    void aTableThatIsNoDeltaTableIsRefused() {
        session.sql("CREATE TABLE IF NOT EXISTS default.plain (id long) USING parquet LOCATION '"
                + directory.resolve("plain") + "'");
        try {
            assertThatExceptionOfType(PipelineRefused.class)
                    .isThrownBy(() ->
                            sink("default.plain", Output.READINGS, PIPELINE).prepare(session, FRESH))
                    .withMessageContaining("default.plain that is not a Delta table");
        } finally {
            session.sql("DROP TABLE default.plain");
        }
    }

    @Test
    void aNameWithoutItsCatalogIsOfTheSessionsCurrentOne() {
        session.sql("USE " + catalog);
        SparkSink sink = sink("iot.alarms", Output.ALARMS, PIPELINE);
        sink.prepare(session, FRESH);
        sink.append(
                session.createDataFrame(List.of(full(Output.ALARMS, 1)), Tables.ALARMS),
                new BatchId(PIPELINE, "some-id", 0));

        assertThat(written(Output.ALARMS)).hasSize(1);
    }

    @Test
    void itIsMadeLikeATableAtAPath() {
        SparkSink named = sink(Output.READINGS);
        named.prepare(session, FRESH);
        named.append(
                session.createDataFrame(List.of(full(Output.READINGS, 1)), Tables.READINGS),
                new BatchId(PIPELINE, "some-id", 0));
        Path path = directory.resolve("at-path");
        SparkSink atPath = provider()
                .sink(new SinkPlan.DeltaTable(path.toString()), Output.READINGS, PIPELINE)
                .get();
        atPath.prepare(session, FRESH);
        atPath.append(
                session.createDataFrame(List.of(full(Output.READINGS, 1)), Tables.READINGS),
                new BatchId(PIPELINE, "some-id", 0));

        assertThat(makeOf(table(Output.READINGS))).isEqualTo(makeOf(path)).contains("delta.dataSkippingStatsColumns");
    }

    private String makeOf(Path table) {
        return session.read().format("delta").load(table.toString()).schema().treeString()
                + session.sql("DESCRIBE DETAIL delta.`" + table + "`")
                        .select("partitionColumns", "properties", "minReaderVersion", "minWriterVersion")
                        .collectAsList();
    }

    @Test
    void aTableOfWindowsGetsTheColumnsThatAreAskedForSince() {
        StructType before = Tables.WINDOWS.add("count", DataTypes.LongType);
        provider()
                .sink(plan(catalog + ".iot.windows"), Output.WINDOWS, before, PIPELINE)
                .get()
                .create(session);

        provider()
                .sink(plan(catalog + ".iot.windows"), Output.WINDOWS, before.add("p99", DataTypes.DoubleType), PIPELINE)
                .get()
                .prepare(session, FRESH);

        assertThat(session.table(catalog + ".iot.windows").schema().fieldNames())
                .contains("count", "p99");
    }
}
