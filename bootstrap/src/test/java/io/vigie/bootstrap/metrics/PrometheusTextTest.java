package io.vigie.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.measurement.Measurement;
import io.vigie.application.measurement.Meter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    /** One of each meter, with labels that make trouble. */
    static final Seq<Measurement> ALL = List.of(Meter.values())
            .map(meter -> meter == Meter.BATCH_DURATION
                    ? new Measurement.Distribution(
                            meter, List.of(0.5, 1.0, Double.POSITIVE_INFINITY), List.of(3L, 2L, 1L), 7.5)
                    : new Measurement.Value(meter, meter.labels().map(label -> "a \"" + label + "\"\n\\ é"), 1.5));

    private static String text(Seq<Measurement> measurements) {
        return new String(PrometheusText.of("boilers-2", measurements), StandardCharsets.UTF_8);
    }

    @Test
    void numbersHaveThePipelineAndTheirOwnLabels() {
        assertThat(text(List.of(
                                new Measurement.Value(Meter.REJECTED_MESSAGES, List.of("malformed"), 3),
                                new Measurement.Value(Meter.REJECTED_MESSAGES, List.of("late"), 4),
                                new Measurement.Value(Meter.RUNNING, List.empty(), 1)))
                        .lines())
                .contains(
                        "# TYPE vigie_rejected_messages_total counter",
                        "vigie_rejected_messages_total{pipeline=\"boilers-2\",reason=\"malformed\"} 3.0",
                        "vigie_rejected_messages_total{pipeline=\"boilers-2\",reason=\"late\"} 4.0",
                        "# TYPE vigie_pipeline_running gauge",
                        "vigie_pipeline_running{pipeline=\"boilers-2\"} 1.0");
    }

    @Test
    void distributionsAreHistogramsThatAddUp() {
        assertThat(text(ALL.filter(each -> each.meter() == Meter.BATCH_DURATION))
                        .lines())
                .contains(
                        "# TYPE vigie_batch_duration_seconds histogram",
                        "vigie_batch_duration_seconds_bucket{pipeline=\"boilers-2\",le=\"0.5\"} 3",
                        "vigie_batch_duration_seconds_bucket{pipeline=\"boilers-2\",le=\"1.0\"} 5",
                        "vigie_batch_duration_seconds_bucket{pipeline=\"boilers-2\",le=\"+Inf\"} 6",
                        "vigie_batch_duration_seconds_count{pipeline=\"boilers-2\"} 6",
                        "vigie_batch_duration_seconds_sum{pipeline=\"boilers-2\"} 7.5");
    }

    @Test
    void quotesBackslashesAndLineBreaksInNamesAreEscaped() {
        assertThat(text(ALL)).contains("rule=\"a \\\"rule\\\"\\n\\\\ é\"");
    }

    @Test
    void everyMeterIsShownUnderItsName() {
        String text = text(ALL);
        assertThat(List.of(Meter.values()))
                .allSatisfy(meter -> assertThat(text).contains("# HELP " + meter.text() + " "));
    }

    @Test
    void prometheusReadsItAndHasNothingToSayAgainstTheNames() throws Exception {
        Promtool.get().mustAccept(PrometheusText.of("boilers-2", ALL), "check", "metrics");
    }
}
