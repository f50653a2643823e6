package io.vigie.bootstrap.benchmark;

import org.HdrHistogram.Histogram;

/**
 * What was measured.
 *
 * @param sent messages
 * @param lost those of them whose violation did not come
 * @param doubled violations that came again
 * @param micros times from produce to consume in microseconds, without warm-up
 */
record LatencyFigures(int sent, int lost, int doubled, Histogram micros) {

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    @Override
    public String toString() {
        return "%d sent, %d lost, %d doubled, of %d after warm-up in ms: p50 %.1f, p95 %.1f, p99 %.1f, max %.1f"
                .formatted(
                        sent,
                        lost,
                        doubled,
                        micros.getTotalCount(),
                        millis(50),
                        millis(95),
                        millis(99),
                        micros.getMaxValue() / 1_000.0);
    }
}
