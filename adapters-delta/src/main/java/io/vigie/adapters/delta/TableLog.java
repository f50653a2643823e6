package io.vigie.adapters.delta;

import io.vavr.collection.Seq;
import io.vigie.adapters.spark.spi.BatchId;
import org.apache.spark.sql.SparkSession;

/** Who has written a table up to which batch, as its log has it. */
interface TableLog {

    /** Those that wrote it and whose names begin so, in order. */
    Seq<String> writers(String prefix);

    /** The last batch of a writer. */
    long lastBatch(String writer);

    /**
     * That of a table that is there. Delta's public interface writes down the last batch of each writer, and compares
     * with it, but does not tell it. Delta Lake's own classes do; those of Databricks are others, and there the commits
     * themselves are asked.
     */
    static TableLog of(SparkSession session, TableReference table) {
        return TransactionLog.canBeRead()
                ? TransactionLog.of(session, table.location(session))
                : new CommitHistory(session, table);
    }

    /** What a commit says of itself to people, and to {@link CommitHistory}. */
    static String commitMessage(String writer, BatchId batch) {
        return writer + " batch " + batch.number();
    }
}
