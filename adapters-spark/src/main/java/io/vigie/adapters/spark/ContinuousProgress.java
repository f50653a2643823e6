package io.vigie.adapters.spark;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineObserver;
import java.time.Duration;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * Tells the observer each time that a continuous pipeline has written its progress down. What came of the messages only
 * the tasks know, which do not end; so it tells how many there were, and how many are left.
 */
final class ContinuousProgress extends StreamingQueryListener {

    private final PipelinePlan plan;
    private final Duration interval;
    private final SparkSource source;
    private final PipelineObserver observer;

    ContinuousProgress(PipelinePlan plan, Duration interval, SparkSource source, PipelineObserver observer) {
        this.plan = plan;
        this.interval = interval;
        this.source = source;
        this.observer = observer;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {
        // Its first progress tells as much.
    }

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        StreamingQueryProgress progress = event.progress();
        if (!plan.name().equals(progress.name())) {
            return;
        }
        for (SourceProgress read : progress.sources()) {
            source.messages(read.startOffset(), read.endOffset())
                    .filter(messages -> messages > 0)
                    .forEach(messages -> observer.batchDone(report(progress.batchId(), messages, read)));
        }
    }

    private BatchReport report(long number, long messages, SourceProgress read) {
        return new BatchReport(
                number,
                messages,
                0,
                HashMap.empty(),
                HashMap.empty(),
                HashMap.empty(),
                HashMap.empty(),
                0,
                0,
                0,
                List.empty(),
                HashMap.ofAll(source.backlog(read.endOffset())),
                Option.none(),
                interval);
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        // Whoever waits for its end is told.
    }
}
