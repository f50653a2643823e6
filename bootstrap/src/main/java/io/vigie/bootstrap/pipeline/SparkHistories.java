package io.vigie.bootstrap.pipeline;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.adapters.delta.DeltaConnector;
import io.vigie.adapters.spark.history.SparkHistory;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TableAddress;
import io.vigie.application.plan.TableName;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.ReadingHistory;
import io.vigie.bootstrap.command.HistoryReview.Readings;
import io.vigie.bootstrap.storage.StorageFailure;
import io.vigie.bootstrap.storage.StoragePath;
import java.io.IOException;
import java.util.function.ToIntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Histories that Spark reads. */
public final class SparkHistories {

    private SparkHistories() {}

    /**
     * Starts Spark, and works with the history of these readings.
     *
     * @throws PipelineRefused when there is nothing to read
     * @throws io.vigie.application.port.out.PipelineFailed when it cannot be read
     */
    public static int look(Readings readings, ToIntFunction<ReadingHistory> work) {
        try (UsedSession used = Sessions.of("history", HashMap.empty());
                SparkHistory history = new SparkHistory(
                        used.session(),
                        List.of(new DeltaConnector()),
                        source(used.session(), readings.path()),
                        readings.payload(),
                        readings::under,
                        new SparkHistory.Span(readings.from(), readings.to()))) {
            return work.applyAsInt(history);
        }
    }

    private static SourcePlan source(SparkSession session, String text) {
        if (text.startsWith(Readings.TABLE)) {
            return table(text);
        }
        Path path = new Path(text);
        try {
            boolean table =
                    path.getFileSystem(session.sessionState().newHadoopConf()).exists(new Path(path, "_delta_log"));
            return table ? new SourcePlan.DeltaTable(text) : new SourcePlan.JsonFiles(text);
        } catch (IOException e) {
            throw new PipelineRefused(
                    StoragePath.of(text)
                            .flatMap(place -> StorageFailure.told(place, e))
                            .getOrElse(() -> "Cannot look into " + text + ": " + e.getMessage()),
                    e);
        }
    }

    private static SourcePlan table(String text) {
        return TableName.of(text.substring(Readings.TABLE.length()))
                .<SourcePlan>map(name -> new SourcePlan.DeltaTable(new TableAddress.Name(name), Option.none()))
                .getOrElseThrow(problem -> new PipelineRefused("--readings " + text + ": " + problem + "."));
    }
}
