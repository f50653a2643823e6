package io.vigie.adapters.spark;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.reading.RejectionReason;
import java.time.Duration;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;

/** Tells the observer what a continuous pipeline has come to since it was told last, each time progress is written down. */
final class ContinuousProgress extends StreamingQueryListener {

    private final PipelinePlan plan;
    private final SparkSource source;
    private final ContinuousCounts.Heartbeats counts;
    private final PipelineMetrics metrics;
    private final PipelineObserver observer;
    private long told = System.nanoTime();
    private long readings;
    private long violations;
    private Map<RejectionReason, Long> rejected = HashMap.empty();

    ContinuousProgress(
            PipelinePlan plan,
            SparkSource source,
            ContinuousCounts.Heartbeats counts,
            PipelineMetrics metrics,
            PipelineObserver observer) {
        this.plan = plan;
        this.source = source;
        this.counts = counts;
        this.metrics = metrics;
        this.observer = observer;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {
        // Its first progress tells as much.
    }

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        if (plan.name().equals(event.progress().name())) {
            for (SourceProgress read : event.progress().sources()) {
                tell(event.progress().batchId(), read.endOffset());
            }
        }
    }

    private void tell(long epoch, String offset) {
        long readingsNow = counts.readings();
        long violationsNow = counts.violations();
        Map<RejectionReason, Long> rejectedNow = HashMap.ofAll(counts.rejected());
        if (readingsNow == readings && rejectedNow.equals(rejected)) {
            return;
        }
        long now = System.nanoTime();
        BatchReport report = new BatchReport(
                epoch,
                readingsNow - readings,
                0,
                since(rejected, rejectedNow),
                HashMap.empty(),
                HashMap.empty(),
                HashMap.empty(),
                0,
                0,
                violationsNow - violations,
                List.empty(),
                HashMap.ofAll(source.backlog(offset)),
                Option.none(),
                Duration.ofNanos(now - told));
        readings = readingsNow;
        violations = violationsNow;
        rejected = rejectedNow;
        told = now;
        metrics.batchDone(report);
        observer.batchDone(report);
    }

    private static Map<RejectionReason, Long> since(Map<RejectionReason, Long> before, Map<RejectionReason, Long> now) {
        return now.map((reason, count) -> io.vavr.Tuple.of(reason, count - before.getOrElse(reason, 0L)))
                .filterValues(count -> count > 0);
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        // Whoever waits for its end is told.
    }
}
