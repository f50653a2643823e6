package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineRefused;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A Delta table that takes each batch exactly once: the table's log keeps, for each checkpoint, the last batch that
 * it holds, in the same commit as the rows.
 */
final class DeltaSink implements SparkSink {

    /**
     * How batches are written. Files are open for so many days of readings at once before a batch is sorted by day;
     * times are stored as plain microseconds; and no dictionary is tried for columns whose values hardly repeat.
     */
    private static final Map<String, String> WRITING = Map.of(
            "spark.sql.maxConcurrentOutputFileWriters", "32",
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            "parquet.enable.dictionary#value", "false",
            "parquet.enable.dictionary#event_time", "false",
            "parquet.enable.dictionary#offset", "false");

    private final String path;
    private final Output output;
    private final String pipeline;

    DeltaSink(String path, Output output, String pipeline) {
        this.path = path;
        this.output = output;
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
            if (!log.exists()) {
                mustBeNew(progress);
                create(session);
                log = TableLog.of(session, path);
            }
            TableShape.of(Tables.of(output)).mustFit(path, log.columns());
            mustKnowItsBatches(log, progress);
        } catch (PipelineRefused refused) {
            throw refused;
        } catch (Exception e) { // Delta throws checked ones too, which Scala does not declare
            throw new PipelineRefused(
                    "Cannot make the table " + path + " ready for " + output.word() + ": "
                            + deepest(e).getMessage(),
                    e);
        }
    }

    private void mustBeNew(CheckpointProgress progress) {
        progress.lastCommitted().forEach(batch -> {
            throw new PipelineRefused("The checkpoint " + progress.location() + " says that batch " + batch
                    + " is done, but there is no table at " + path
                    + ". Restore the table; or move the checkpoint away too and start afresh, from the beginning.");
        });
    }

    /** Makes the table, unless another pipeline does so at the same time. */
    private void create(SparkSession session) {
        DeltaTableBuilder table = DeltaTable.createIfNotExists(session)
                .location(path)
                .addColumns(Tables.of(output))
                .comment("Vigie: " + output.word());
        switch (output) {
            case READINGS ->
                table.partitionedBy("event_date")
                        .property("delta.dataSkippingStatsColumns", "device_id,metric,event_time");
            case ALARMS -> table.property("delta.dataSkippingStatsColumns", "rule_id,device_id,event_time");
            case REJECTED -> table.property("delta.dataSkippingStatsColumns", "reason,received_at");
        }
        try {
            table.execute();
        } catch (DeltaConcurrentModificationException e) {
            if (!DeltaTable.isDeltaTable(session, path)) {
                throw e;
            } // another pipeline has just made it
        }
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
    public void append(Dataset<Row> rows, BatchId batch) {
        WRITING.forEach(rows.sparkSession().conf()::set);
        rows.write()
                .format("delta")
                .mode("append")
                .option("txnAppId", writerPrefix() + batch.checkpointId())
                .option("txnVersion", batch.number())
                .save(path);
    }

    private static Throwable deepest(Throwable failure) {
        return Option.of(failure.getCause()).map(DeltaSink::deepest).getOrElse(failure);
    }
}
