package io.vigie.adapters.delta;

import io.vavr.control.Option;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.collection.JavaConverters;

/** What a table's log says of who has written it: the last batch of each writer. */
final class TableLog {

    private final Map<String, Object> lastBatches;

    private TableLog(Map<String, Object> lastBatches) {
        this.lastBatches = lastBatches;
    }

    static TableLog of(SparkSession session, String path) {
        return new TableLog(JavaConverters.mapAsJavaMap(
                DeltaLog.forTableWithSnapshot(session, path)._2().transactions()));
    }

    List<String> writers(String prefix) {
        return lastBatches.keySet().stream()
                .filter(writer -> writer.startsWith(prefix))
                .sorted()
                .toList();
    }

    long lastBatch(String writer) {
        return Option.of(lastBatches.get(writer)).map(Long.class::cast).getOrElse(-1L);
    }
}
