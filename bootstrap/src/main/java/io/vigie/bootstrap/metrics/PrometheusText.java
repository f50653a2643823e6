package io.vigie.bootstrap.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vavr.collection.Seq;
import io.vigie.application.measurement.Measurement;
import io.vigie.application.measurement.Meter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What was measured of a pipeline as Prometheus reads it; each number has the pipeline's name as a label.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus, exposition formats</a>
 */
final class PrometheusText {

    private static final String TOTAL = "_total";
    private static final String PIPELINE = "pipeline";

    private PrometheusText() {}

    static String contentType() {
        return PrometheusTextFormatWriter.CONTENT_TYPE;
    }

    static byte[] of(String pipeline, Seq<Measurement> measurements) {
        List<MetricSnapshot> snapshots = measurements
                .groupBy(Measurement::meter)
                .toList()
                .sortBy(group -> group._1)
                .map(group -> snapshot(pipeline, group._1, group._2))
                .asJava();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, new MetricSnapshots(snapshots));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    private static MetricSnapshot snapshot(String pipeline, Meter meter, Seq<Measurement> measurements) {
        return measurements.head().interpret(new Measurement.Algebra<>() {
            @Override
            public MetricSnapshot value(Measurement.Value first) {
                return meter.onlyGrows()
                        ? counter(pipeline, meter, measurements)
                        : gauge(pipeline, meter, measurements);
            }

            @Override
            public MetricSnapshot distribution(Measurement.Distribution only) {
                return histogram(pipeline, only);
            }
        });
    }

    private static MetricSnapshot counter(String pipeline, Meter meter, Seq<Measurement> measurements) {
        String name = meter.text().substring(0, meter.text().length() - TOTAL.length());
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(meter.help());
        measurements
                .map(Measurement.Value.class::cast)
                .forEach(each -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels(pipeline, each))
                        .value(each.value())
                        .build()));
        return counter.build();
    }

    private static MetricSnapshot gauge(String pipeline, Meter meter, Seq<Measurement> measurements) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(meter.text()).help(meter.help());
        measurements
                .map(Measurement.Value.class::cast)
                .forEach(each -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels(pipeline, each))
                        .value(each.value())
                        .build()));
        return gauge.build();
    }

    private static MetricSnapshot histogram(String pipeline, Measurement.Distribution distribution) {
        return HistogramSnapshot.builder()
                .name(distribution.meter().text())
                .help(distribution.meter().help())
                .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(Labels.of(PIPELINE, pipeline))
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(
                                distribution.bounds().asJava(),
                                distribution.counts().asJava()))
                        .sum(distribution.sum())
                        .build())
                .build();
    }

    private static Labels labels(String pipeline, Measurement.Value value) {
        Seq<String> names = value.meter().labels().prepend(PIPELINE);
        Seq<String> values = value.labels().prepend(pipeline);
        return Labels.of(names.asJava(), values.asJava());
    }
}
