package io.vigie.adapters.delta;

import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.TableFigures;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaConfig;
import org.apache.spark.sql.delta.DeltaConfigs;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.CalendarInterval;

/** How a table stands, and how it is to be kept, as its log says. */
final class TableState {

    private final Snapshot snapshot;

    private TableState(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The table as it stands now. */
    static TableState of(SparkSession session, CaredTable table) {
        return new TableState(
                DeltaLog.forTableWithSnapshot(session, table.location())._2());
    }

    long version() {
        return snapshot.version();
    }

    /** Where the log lies. */
    Path directory() {
        return snapshot.deltaLog().logPath();
    }

    /** Whether the table lies in directories by day. */
    boolean isByDay() {
        return snapshot.metadata().partitionColumns().contains(RowTime.DAY);
    }

    TableFigures figures() {
        return new TableFigures(
                snapshot.version(),
                snapshot.numOfFiles(),
                snapshot.sizeInBytes(),
                List.ofAll(Option.when(
                        DeltaLog.minSetTransactionRetentionInterval(snapshot.metadata())
                                .isDefined(),
                        "it forgets after a while which batches it holds (delta.setTransactionRetentionDuration), and would"
                                + " take one twice of a pipeline that stood still for longer: unset that property")));
    }

    /**
     * What compaction comes to.
     *
     * @param since the first day, where the table lies in directories by day; none for all
     * @param small a file of fewer bytes is taken together with others of its directory
     * @param largest how large files get
     */
    Effect compactable(Option<LocalDate> since, long small, long largest) {
        Column day = functions.col("partitionValues").getItem(RowTime.DAY);
        Dataset<Row> files =
                snapshot.allFiles().toDF().where(functions.col("size").lt(small));
        Dataset<Row> wanted =
                isByDay() && since.isDefined() ? files.where(day.geq(since.get().toString())) : files;
        Row sums = wanted.groupBy(functions.to_json(functions.col("partitionValues")))
                .agg(functions.count("size").as("files"), functions.sum("size").as("bytes"))
                .where("files > 1")
                .agg(
                        functions.coalesce(functions.sum("files"), functions.lit(0L)),
                        functions.coalesce(
                                functions.sum(
                                        functions.ceil(functions.col("bytes").divide(largest))),
                                functions.lit(0L)),
                        functions.coalesce(functions.sum("bytes"), functions.lit(0L)))
                .head();
        return Effect.replaced(sums.getLong(0), sums.getLong(1), sums.getLong(2));
    }

    /** How long the table asks for files to be kept that it does not need any more. */
    Duration keepsUnneededFiles() {
        return Duration.ofMillis(DeltaLog.tombstoneRetentionMillis(snapshot.metadata()));
    }

    /** How long the table keeps its log. */
    Duration keepsLog() {
        DeltaConfig<CalendarInterval> retention = DeltaConfigs.LOG_RETENTION();
        return Duration.ofMillis(DeltaConfigs.getMilliSeconds(retention.fromMetaData(snapshot.metadata())));
    }

    /** After how many commits the log is summed up. */
    int checkpointInterval() {
        return snapshot.deltaLog().checkpointInterval(snapshot.metadata());
    }

    /** Sums the log up as it stands by now, and removes what is older than the table keeps. */
    void sumUp() {
        DeltaLog log = snapshot.deltaLog();
        Snapshot now = log.update(false, scala.Option.empty(), scala.Option.empty());
        if (now.checkpointProvider().version() < now.version()) {
            log.checkpointAndCleanUpDeltaLog(now, scala.Option.empty());
        } else {
            log.doLogCleanup(now);
        }
    }
}
