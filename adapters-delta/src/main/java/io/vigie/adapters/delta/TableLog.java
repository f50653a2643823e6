package io.vigie.adapters.delta;

import io.vavr.control.Option;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** What a table's log says: its columns, and who has written it up to which batch. */
final class TableLog {

    private final Snapshot snapshot;

    private TableLog(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The log as it stands now; of a table that is not there, one that says so. */
    static TableLog of(SparkSession session, String path) {
        return new TableLog(DeltaLog.forTableWithSnapshot(session, path)._2());
    }

    boolean exists() {
        return snapshot.version() >= 0;
    }

    StructType columns() {
        return snapshot.schema();
    }

    List<String> writers(String prefix) {
        return lastBatches().keySet().stream()
                .filter(writer -> writer.startsWith(prefix))
                .sorted()
                .toList();
    }

    long lastBatch(String writer) {
        return Option.of(lastBatches().get(writer)).map(Long.class::cast).getOrElse(-1L);
    }

    private Map<String, Object> lastBatches() {
        return JavaConverters.mapAsJavaMap(snapshot.transactions());
    }
}
