package io.vigie.adapters.spark.testing;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineRefused;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Sinks that keep rows in memory, at least once: for tests that ask what comes out, not where it goes. */
public final class CollectedRows implements SparkSinkProvider {

    private final Map<String, List<Row>> rows = new ConcurrentHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> obstructed = new HashSet<>();
    private final Set<String> alerting = new HashSet<>();

    /** From now on somebody acts upon what comes to this path, so that alarms of shadow rules do not go there. */
    public void alert(String path) {
        alerting.add(path);
    }

    /** The rows that came to a path. */
    public List<Row> at(String path) {
        return rows.getOrDefault(path, List.of());
    }

    /** From now on this path is refused at the start. */
    public void refuse(String path) {
        refused.add(path);
    }

    /** From now on, or from now on not any more, what is written to this path fails. */
    public void obstruct(String path, boolean failing) {
        if (failing) {
            obstructed.add(path);
        } else {
            obstructed.remove(path);
        }
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline) {
        return plan instanceof SinkPlan.DeltaTable table
                ? Option.some(new Sink(table.table().text()))
                : Option.none();
    }

    private final class Sink implements SparkSink {

        private final String path;

        Sink(String path) {
            this.path = path;
        }

        @Override
        public String name() {
            return path;
        }

        @Override
        public void prepare(SparkSession session, CheckpointProgress progress) {
            if (refused.contains(path)) {
                throw new PipelineRefused(path + " is refused.");
            }
        }

        @Override
        public boolean takesShadowAlarms() {
            return !alerting.contains(path);
        }

        @Override
        public void append(Dataset<Row> batch, BatchId id) {
            if (obstructed.contains(path)) {
                throw new IllegalStateException(path + " cannot be written.");
            }
            rows.computeIfAbsent(path, name -> new CopyOnWriteArrayList<>()).addAll(batch.collectAsList());
        }
    }
}
