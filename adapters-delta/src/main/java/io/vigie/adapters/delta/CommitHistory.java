package io.vigie.adapters.delta;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The last batch of each writer as its commits tell it, by Delta's public interface alone. It knows the commits that
 * the log still has, 30 days of them unless the table's {@code delta.logRetentionDuration} says otherwise.
 */
final class CommitHistory implements TableLog {

    private final Map<String, Long> lastBatches;

    CommitHistory(SparkSession session, TableReference table) {
        // A writer's name may hold blanks no more than a pipeline's does, and a number ends the message.
        this.lastBatches = List.ofAll(table.history(session)
                        .where("userMetadata like 'vigie/% batch %'")
                        .select(
                                functions
                                        .substring_index(functions.col("userMetadata"), " batch ", 1)
                                        .as("writer"),
                                functions
                                        .substring_index(functions.col("userMetadata"), " batch ", -1)
                                        .cast("long")
                                        .as("batch"))
                        .groupBy("writer")
                        .agg(functions.max("batch"))
                        .where("`max(batch)` is not null")
                        .collectAsList())
                .foldLeft(TreeMap.empty(), (all, row) -> all.put(row.getString(0), row.getLong(1)));
    }

    @Override
    public Seq<String> writers(String prefix) {
        return lastBatches.keySet().filter(writer -> writer.startsWith(prefix)).toList();
    }

    @Override
    public long lastBatch(String writer) {
        return lastBatches.getOrElse(writer, -1L);
    }
}
