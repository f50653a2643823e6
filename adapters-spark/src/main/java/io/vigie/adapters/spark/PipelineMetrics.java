package io.vigie.adapters.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LostRange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;

/**
 * A pipeline's numbers in Spark's own metrics, for whatever sinks those have: counters since the process's start, and how
 * many messages each part of the source has left.
 */
final class PipelineMetrics implements Source {

    private final String name;
    private final MetricRegistry registry = new MetricRegistry();
    private final Map<String, Long> backlog = new ConcurrentHashMap<>();

    private PipelineMetrics(String name) {
        this.name = name;
        registry.register("backlog", (Gauge<Long>)
                () -> backlog.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Those of a pipeline, which Spark knows from now on. */
    static PipelineMetrics of(String pipeline) {
        PipelineMetrics metrics = new PipelineMetrics("vigie." + pipeline);
        SparkEnv.get().metricsSystem().registerSource(metrics);
        return metrics;
    }

    @Override
    public String sourceName() {
        return name;
    }

    @Override
    public MetricRegistry metricRegistry() {
        return registry;
    }

    /** A batch is done. */
    void batchDone(BatchReport report) {
        registry.counter("batches").inc();
        registry.counter("readings").inc(report.readings());
        registry.counter("late").inc(report.late());
        registry.counter("violations").inc(report.violations());
        registry.counter("windows").inc(report.windows());
        registry.counter("lost").inc(report.lost().map(LostRange::count).sum().longValue());
        report.rejected()
                .forEach((reason, count) ->
                        registry.counter("rejected." + reason.word()).inc(count));
        report.transitions()
                .forEach((word, count) -> registry.counter("alarms." + word).inc(count));
        report.backlog().forEach(this::backlog);
    }

    private void backlog(String part, long messages) {
        if (backlog.put(part, messages) == null) {
            registry.register("backlog." + part, (Gauge<Long>) () -> backlog.getOrDefault(part, 0L));
        }
    }

    /** The pipeline ends: Spark forgets them. */
    void end() {
        SparkEnv environment = SparkEnv.get();
        if (environment != null) {
            environment.metricsSystem().removeSource(this);
        }
    }
}
