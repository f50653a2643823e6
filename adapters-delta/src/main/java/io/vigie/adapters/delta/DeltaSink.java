package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.ProlepticTimes;
import io.vigie.adapters.spark.spi.ReadingTerms;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineRefused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A Delta table that takes each batch exactly once: the table's log keeps, for each checkpoint, the last batch that
 * it holds, in the same commit as the rows.
 */
final class DeltaSink implements SparkSink {

    /**
     * How batches are written. Files are open for so many days of readings at once before a batch is sorted by day;
     * times are stored as plain microseconds, and their bounds in the log by no zone whose offset once had seconds, which
     * are cut there; no dictionary is tried for columns whose values hardly repeat; and a commit's checksum need not
     * repeat the list of the table's files.
     */
    private static final Map<String, String> WRITING = Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.maxConcurrentOutputFileWriters", "32",
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            "parquet.enable.dictionary#value", "false",
            "parquet.enable.dictionary#event_time", "false",
            "parquet.enable.dictionary#offset", "false",
            "spark.databricks.delta.allFilesInCrc.enabled", "false");

    /** What all writers' names begin with. */
    static final String WRITERS = "vigie/";

    private static final String NO_MORE =
            " a pipeline that has run takes no further table, which would lack all batches so far. Leave it out, or have"
                    + " a second pipeline write it, with a name and a checkpoint of its own. ";

    private static final String ADDED = "The sink was added:" + NO_MORE;
    private static final String GONE = "Restore the table, which the pipeline wrote when it last started. ";
    private static final String IF_ADDED = "If the sink was added:" + NO_MORE;
    private static final String IF_GONE = "Restore the table, if it was removed or moved. ";

    private final TableReference table;
    private final Output output;
    private final StructType columns;
    private final String pipeline;

    /** What is kept of how its rows come about. */
    private Option<ReadingTerms> terms = Option.none();

    /** Whether the table is known to be there: until then, the first rows make it. */
    private volatile boolean isThere;

    DeltaSink(TableReference table, Output output, StructType columns, String pipeline) {
        this.table = table;
        this.output = output;
        this.columns = columns;
        this.pipeline = pipeline;
    }

    @Override
    public String name() {
        return table.text();
    }

    @Override
    public void prepare(SparkSession session, CheckpointProgress progress) {
        DeltaSession.mustBeReady(session);
        try {
            if (table.exists(session)) {
                mustKnowItsBatches(TableLog.of(session, table), progress);
                there().fit(session);
                keepTerms(session);
                isThere = true;
            } else {
                mustBeNew(progress);
                table.makePlace(session, layout());
            }
        } catch (PipelineRefused refused) {
            throw refused;
        } catch (Exception e) { // Delta throws checked ones too, which Scala does not declare
            throw new PipelineRefused(
                    "Cannot make the table " + table.text() + " ready for " + output.word() + ": "
                            + deepest(e).getMessage(),
                    e);
        }
    }

    private GrowingTable there() {
        return new GrowingTable(table, output, columns);
    }

    @Override
    public void keeps(ReadingTerms itsTerms) {
        terms = Option.some(itsTerms);
    }

    /** Of a table that is there; where it kept others before, it keeps that they were changed too. */
    private void keepTerms(SparkSession session) {
        terms.map(ReadingTerms::properties).forEach(wanted -> {
            Map<String, String> kept = there().properties(session);
            Map<String, String> different = new HashMap<>(wanted);
            different.entrySet().removeAll(kept.entrySet());
            if (!different.isEmpty()) {
                if (different.keySet().stream().anyMatch(kept::containsKey)) {
                    different.put(
                            ReadingTerms.CHANGED,
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
                }
                there().set(session, different);
            }
        });
    }

    private void mustBeNew(CheckpointProgress progress) {
        progress.lastCommitted().forEach(batch -> {
            Option<Boolean> wrote = progress.wrote(output, name());
            throw new PipelineRefused("The checkpoint " + progress.location() + " says that batch " + batch
                    + " is done, but there is no table at " + table.text() + " for " + output.word() + ". "
                    + wrote.map(before -> before ? GONE : ADDED).getOrElse(IF_ADDED + IF_GONE)
                    + "To write all again from the beginning, move away the checkpoint and the tables of all outputs, or"
                    + " choose new paths for all of them.");
        });
    }

    @Override
    public void create(SparkSession session) {
        if (isThere) {
            return;
        }
        table.make(session, layout());
        isThere = true;
    }

    private TableLayout layout() {
        return new TableLayout(output, columns)
                .with(terms.map(ReadingTerms::properties).getOrElse(Map.of()));
    }

    /** The table must not hold batches of this pipeline that its checkpoint has never heard of. */
    private void mustKnowItsBatches(TableLog log, CheckpointProgress progress) {
        mustBeCalledTheSame(log, progress);
        for (String writer : log.writers(writerPrefix())) {
            String checkpointId = writer.substring(writerPrefix().length());
            long batch = log.lastBatch(writer);
            if (progress.checkpointId().contains(checkpointId)) {
                mustNotBeBehind(progress, batch);
            } else {
                throw new PipelineRefused(
                        "The table " + table.text() + " holds batches 0 to " + batch + " of pipeline " + pipeline
                                + " that the checkpoint " + progress.location()
                                + " knows nothing of. Starting would write them twice."
                                + " Restore the checkpoint; or name new paths or names for the tables; or, to write all again, move the"
                                + " tables away. A second pipeline into the same table needs another name.");
            }
        }
    }

    /** The table must not hold batches of this checkpoint that it got under another name. */
    private void mustBeCalledTheSame(TableLog log, CheckpointProgress progress) {
        for (String id : progress.checkpointId()) {
            String ending = "/" + output.word() + "/" + id;
            for (String writer : log.writers(WRITERS).filter(writer -> writer.endsWith(ending))) {
                String name = writer.substring(WRITERS.length(), writer.length() - ending.length());
                if (!name.equals(pipeline)) {
                    throw new PipelineRefused("The table " + table.text() + " has the batches of the checkpoint "
                            + progress.location() + ", with the id " + id + ", by the pipeline " + name
                            + ", and this one is called " + pipeline + ". Call it " + name
                            + " again; or give a pipeline of its own a checkpoint of its own.");
                }
            }
        }
    }

    private void mustNotBeBehind(CheckpointProgress progress, long batch) {
        long next = progress.lastCommitted().map(last -> last + 1).getOrElse(0L);
        if (batch > next) {
            throw new PipelineRefused(
                    "The table " + table.text() + " holds batches up to " + batch + " of pipeline " + pipeline
                            + ", but its checkpoint " + progress.location() + " goes on with batch " + next
                            + ". It is an old copy: readings would be lost. Restore the checkpoint that belongs to the table.");
        }
    }

    private String writerPrefix() {
        return WRITERS + pipeline + "/" + output.word() + "/";
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
        ProlepticTimes.in(rows.sparkSession());
        if (isThere) {
            Attempts.unlessAltered(() -> table.save(writer(rows, batch)));
        } else if (table.isMadeByRows()) {
            appendToNew(rows, batch);
            keepTerms(rows.sparkSession());
            isThere = true;
        } else {
            create(rows.sparkSession());
            Attempts.unlessAltered(() -> table.save(writer(rows, batch)));
        }
    }

    /** The first rows make the table, in the same commit: its first use costs enough as it is. */
    private void appendToNew(Dataset<Row> rows, BatchId batch) {
        DataFrameWriter<Row> writer = writer(rows, batch).options(layout().properties());
        try {
            table.save(layout().partition().fold(() -> writer, writer::partitionBy));
        } catch (DeltaConcurrentModificationException e) {
            if (!table.exists(rows.sparkSession())) {
                throw e;
            } // another pipeline has just made it
            there().fit(rows.sparkSession());
            Attempts.unlessAltered(() -> table.save(writer(rows, batch)));
        }
    }

    private DataFrameWriter<Row> writer(Dataset<Row> rows, BatchId batch) {
        String writer = writerPrefix() + batch.checkpointId();
        return rows.write()
                .format("delta")
                .mode("append")
                .option("txnAppId", writer)
                .option("txnVersion", batch.number())
                .option("userMetadata", TableLog.commitMessage(writer, batch));
    }

    private static Throwable deepest(Throwable failure) {
        return Option.of(failure.getCause()).map(DeltaSink::deepest).getOrElse(failure);
    }
}
