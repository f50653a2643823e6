package io.vigie.adapters.delta;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.collection.JavaConverters;

/**
 * The last batch of each writer as the log keeps it, for as long as there is a table: the {@code txn} actions of the <a
 * href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#transaction-identifiers">Delta protocol</a>.
 */
final class TransactionLog implements TableLog {

    private final Map<String, Long> lastBatches;

    private TransactionLog(Map<String, Long> lastBatches) {
        this.lastBatches = lastBatches;
    }

    /** Whether Delta's classes are those of Delta Lake. */
    static boolean canBeRead() {
        try {
            Class.forName("org.apache.spark.sql.delta.DeltaLog", false, TransactionLog.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    static TransactionLog of(SparkSession session, String path) {
        Snapshot snapshot = DeltaLog.forTableWithSnapshot(session, path)._2();
        return new TransactionLog(HashMap.ofAll(JavaConverters.mapAsJavaMap(snapshot.transactions()))
                .mapValues(Long.class::cast));
    }

    @Override
    public Seq<String> writers(String prefix) {
        return lastBatches
                .keySet()
                .filter(writer -> writer.startsWith(prefix))
                .toList()
                .sorted();
    }

    @Override
    public long lastBatch(String writer) {
        return lastBatches.getOrElse(writer, -1L);
    }
}
