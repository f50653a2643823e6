package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A Delta table that takes each batch exactly once: the table's log keeps, for each checkpoint, the last batch that
 * it holds, in the same commit as the rows.
 */
final class DeltaSink implements SparkSink {

    /**
     * How batches are written. Files are open for so many days of readings at once before a batch is sorted by day;
     * times are stored as plain microseconds; no dictionary is tried for columns whose values hardly repeat; and a
     * commit's checksum need not repeat the list of the table's files.
     */
    private static final Map<String, String> WRITING = Map.of(
            "spark.sql.maxConcurrentOutputFileWriters", "32",
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            "parquet.enable.dictionary#value", "false",
            "parquet.enable.dictionary#event_time", "false",
            "parquet.enable.dictionary#offset", "false",
            "spark.databricks.delta.allFilesInCrc.enabled", "false");

    private final String path;
    private final Output output;
    private final StructType columns;
    private final String pipeline;

    /** Whether the table is known to be there: until then, the first rows make it. */
    private volatile boolean isThere;

    DeltaSink(String path, Output output, StructType columns, String pipeline) {
        this.path = path;
        this.output = output;
        this.columns = columns;
        this.pipeline = pipeline;
    }

    @Override
    public String name() {
        return path;
    }

    @Override
    public void prepare(SparkSession session, CheckpointProgress progress) {
        DeltaSession.mustBeReady(session);
        try {
            TableLog log = TableLog.of(session, path);
            if (log.exists()) {
                mustKnowItsBatches(log, progress);
                mustFit(session, log);
                isThere = true;
            } else {
                mustBeNew(progress);
                makePlace(session);
            }
        } catch (PipelineRefused refused) {
            throw refused;
        } catch (Exception e) { // Delta throws checked ones too, which Scala does not declare
            throw new PipelineRefused(
                    "Cannot make the table " + path + " ready for " + output.word() + ": "
                            + deepest(e).getMessage(),
                    e);
        }
    }

    /** A table of windows gets the columns of aggregates that are asked for since. */
    private void mustFit(SparkSession session, TableLog log) {
        StructType found = log.columns();
        StructType missing = TableShape.of(columns).missing(found);
        Set<String> ofAll = Set.of(Tables.of(output).fieldNames());
        boolean aggregatesAlone =
                output == Output.WINDOWS && Arrays.stream(missing.fieldNames()).noneMatch(ofAll::contains);
        if (missing.isEmpty() || !aggregatesAlone) {
            TableShape.of(columns).mustFit(path, found);
            return;
        }
        TableShape.of(columns).mustFit(path, with(found, missing));
        session.sql("ALTER TABLE delta.`" + path.replace("`", "``") + "` ADD COLUMNS (" + missing.toDDL() + ")");
    }

    private static StructType with(StructType found, StructType missing) {
        StructType all = found;
        for (StructField column : missing.fields()) {
            all = all.add(column);
        }
        return all;
    }

    private void mustBeNew(CheckpointProgress progress) {
        progress.lastCommitted().forEach(batch -> {
            throw new PipelineRefused("The checkpoint " + progress.location() + " says that batch " + batch
                    + " is done, but there is no table at " + path
                    + ". Restore the table; or move the checkpoint away too and start afresh, from the beginning.");
        });
    }

    /** A place that cannot be written is better known before the first batch than after it. */
    private void makePlace(SparkSession session) throws IOException {
        Path place = new Path(path);
        if (!place.getFileSystem(session.sessionState().newHadoopConf()).mkdirs(place)) {
            throw new IOException("no directory can be made there");
        }
    }

    @Override
    public void create(SparkSession session) {
        if (isThere) {
            return;
        }
        layout().create(session, path);
        isThere = true;
    }

    private TableLayout layout() {
        return new TableLayout(output, columns);
    }

    /** The table must not hold batches of this pipeline that its checkpoint has never heard of. */
    private void mustKnowItsBatches(TableLog log, CheckpointProgress progress) {
        for (String writer : log.writers(writerPrefix())) {
            String checkpointId = writer.substring(writerPrefix().length());
            long batch = log.lastBatch(writer);
            if (progress.checkpointId().contains(checkpointId)) {
                mustNotBeBehind(progress, batch);
            } else {
                throw new PipelineRefused(
                        "The table " + path + " holds batches 0 to " + batch + " of pipeline " + pipeline
                                + " that the checkpoint " + progress.location()
                                + " knows nothing of. Starting would write them twice."
                                + " Restore the checkpoint; or name new paths for the tables; or, to write all again, move the"
                                + " tables away. A second pipeline into the same table needs another name.");
            }
        }
    }

    private void mustNotBeBehind(CheckpointProgress progress, long batch) {
        long next = progress.lastCommitted().map(last -> last + 1).getOrElse(0L);
        if (batch > next) {
            throw new PipelineRefused("The table " + path + " holds batches up to " + batch + " of pipeline " + pipeline
                    + ", but its checkpoint " + progress.location() + " goes on with batch " + next
                    + ". It is an old copy: readings would be lost. Restore the checkpoint that belongs to the table.");
        }
    }

    private String writerPrefix() {
        return "vigie/" + pipeline + "/" + output.word() + "/";
    }

    @Override
    public boolean takesShadowAlarms() {
        return true;
    }

    @Override
    public boolean takesSmallBatchesWhole() {
        return true;
    }

    @Override
    public void append(Dataset<Row> rows, BatchId batch) {
        WRITING.forEach(rows.sparkSession().conf()::set);
        if (isThere) {
            Attempts.unlessAltered(() -> writer(rows, batch).save(path));
        } else {
            appendToNew(rows, batch);
            isThere = true;
        }
    }

    /** The first rows make the table, in the same commit: its first use costs enough as it is. */
    private void appendToNew(Dataset<Row> rows, BatchId batch) {
        DataFrameWriter<Row> writer = writer(rows, batch).options(layout().properties());
        try {
            layout().partition().fold(() -> writer, writer::partitionBy).save(path);
        } catch (DeltaConcurrentModificationException e) {
            TableLog log = TableLog.of(rows.sparkSession(), path);
            if (!log.exists()) {
                throw e;
            } // another pipeline has just made it
            mustFit(rows.sparkSession(), log);
            writer(rows, batch).save(path);
        }
    }

    private DataFrameWriter<Row> writer(Dataset<Row> rows, BatchId batch) {
        return rows.write()
                .format("delta")
                .mode("append")
                .option("txnAppId", writerPrefix() + batch.checkpointId())
                .option("txnVersion", batch.number());
    }

    private static Throwable deepest(Throwable failure) {
        return Option.of(failure.getCause()).map(DeltaSink::deepest).getOrElse(failure);
    }
}
