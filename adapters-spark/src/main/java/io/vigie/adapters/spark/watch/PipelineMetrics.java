package io.vigie.adapters.spark.watch;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import io.vigie.application.measurement.Meter;
import io.vigie.application.measurement.Meters;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.MetricsSystem;
import org.apache.spark.metrics.source.Source;
import scala.collection.JavaConverters;

/**
 * A pipeline's numbers in Spark's own metrics, for whatever sinks those have: {@code vigie.PIPELINE.NAME}, the name being
 * that of the meter without {@code vigie_} before and {@code _total} after it, and the values of its labels.
 */
public final class PipelineMetrics {

    private static final String PREFIX = "vigie_";
    private static final String TOTAL = "_total";

    private final String pipeline;
    private final Meters meters;
    private final MetricRegistry registry;
    private final Set<Meters.Series> shown = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private boolean ended;

    private PipelineMetrics(String pipeline, Meters meters, MetricRegistry registry) {
        this.pipeline = pipeline;
        this.meters = meters;
        this.registry = registry;
    }

    /** Those of a pipeline, which Spark knows from now on. */
    public static PipelineMetrics of(String pipeline, Meters meters) {
        PipelineMetrics metrics = new PipelineMetrics(
                pipeline, meters, AllPipelines.in(SparkEnv.get().metricsSystem()));
        metrics.show(
                Meter.BATCH_DURATION,
                ".count",
                counter(() -> meters.batchDurations().count()));
        metrics.show(
                Meter.BATCH_DURATION,
                ".sum",
                gauge(() -> meters.batchDurations().sum()));
        metrics.refresh();
        return metrics;
    }

    /** Numbers that have come meanwhile are shown too. */
    public synchronized void refresh() {
        if (ended || shown.size() == meters.series().size()) {
            return;
        }
        for (Meters.Series series : meters.series()) {
            if (shown.add(series)) {
                show(
                        series.meter(),
                        series.labels().map(label -> "." + label).mkString(),
                        series.meter().onlyGrows() && !series.meter().text().contains("_seconds")
                                ? counter(() -> (long) meters.value(series))
                                : gauge(() -> meters.value(series)));
            }
        }
    }

    private void show(Meter meter, String labels, Metric metric) {
        String name = MetricRegistry.name(pipeline, sparkName(meter) + labels);
        registry.remove(name); // of another pipeline of this name, in another session
        registry.register(name, metric);
        names.add(name);
    }

    private static String sparkName(Meter meter) {
        String text = meter.text().substring(PREFIX.length());
        return text.endsWith(TOTAL) ? text.substring(0, text.length() - TOTAL.length()) : text;
    }

    private static Gauge<Double> gauge(Gauge<Double> value) {
        return value;
    }

    private static Counter counter(LongSupplier count) {
        return new Counter() {
            @Override
            public long getCount() {
                return count.getAsLong();
            }
        };
    }

    /** The pipeline ends: Spark forgets them. */
    public synchronized void end() {
        ended = true;
        names.forEach(registry::remove);
    }

    /**
     * The one source of metrics for all pipelines of a Spark application. With a source each, Spark would take away more
     * than the one that ends: it goes by what names begin with, and {@code boilers-2} begins with {@code boilers}.
     */
    private static final class AllPipelines implements Source {

        private static final String NAME = "vigie";

        private final MetricRegistry registry = new MetricRegistry();

        static synchronized MetricRegistry in(MetricsSystem system) {
            for (Source known : JavaConverters.seqAsJavaList(system.getSourcesByName(NAME))) {
                if (known instanceof AllPipelines all) {
                    return all.registry;
                }
            }
            AllPipelines all = new AllPipelines();
            system.registerSource(all);
            return all.registry;
        }

        @Override
        public String sourceName() {
            return NAME;
        }

        @Override
        public MetricRegistry metricRegistry() {
            return registry;
        }
    }
}
