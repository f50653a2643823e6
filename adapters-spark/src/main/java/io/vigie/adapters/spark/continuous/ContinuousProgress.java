package io.vigie.adapters.spark.continuous;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.Checkpoints;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.watch.PipelineMetrics;
import io.vigie.application.measurement.Meter;
import io.vigie.application.measurement.Meters;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.reading.RejectionReason;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a continuous pipeline has come to since it was told last: Spark tells nobody. */
final class ContinuousProgress implements Runnable {

    /** Longer than a broker is likely to take to come back. */
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(3);

    private static final int INTERVALS_OF_PATIENCE = 3;

    /** In milliseconds. */
    private static final double A_SECOND = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ContinuousProgress.class);

    private final SparkSession session;
    private final PipelinePlan plan;
    private final SparkSource source;
    private final ContinuousCounts.Heartbeats counts;
    private final Meters meters;
    private final PipelineMetrics metrics;
    private final Consumer<EnginePipeline.Progress> told;
    private final Runnable whenStalled;
    private final Duration patience;
    private volatile boolean stalled;
    private volatile long lastCommit = Long.MIN_VALUE;
    private volatile long committed = System.nanoTime();
    private long lastTold = System.nanoTime();
    private long readings;
    private long violations;
    private long headersLeftOut;
    private Map<RejectionReason, Long> rejected = HashMap.empty();

    ContinuousProgress(
            SparkSession session,
            PipelinePlan plan,
            SparkSource source,
            ContinuousCounts.Heartbeats counts,
            Meters meters,
            PipelineMetrics metrics,
            Consumer<EnginePipeline.Progress> told,
            Runnable whenStalled,
            Duration interval) {
        this.whenStalled = whenStalled;
        patience = patience(interval);
        this.session = session;
        this.plan = plan;
        this.source = source;
        this.counts = counts;
        this.meters = meters;
        this.metrics = metrics;
        this.told = told;
    }

    /** How long progress may fail to be written down that is due at each interval. */
    static Duration patience(Duration interval) {
        Duration some = interval.multipliedBy(INTERVALS_OF_PATIENCE);
        return some.compareTo(LEAST_PATIENCE) > 0 ? some : LEAST_PATIENCE;
    }

    /** Whether nothing was written down for so long that nothing is to be expected any more. */
    boolean isStalled() {
        return stalled;
    }

    /** Whether progress was written down since the start. */
    boolean isReady() {
        return lastCommit >= 0;
    }

    /** For how long progress is overdue. */
    Duration overdue() {
        Duration due = Duration.ofNanos(System.nanoTime() - committed).minus(patience.dividedBy(INTERVALS_OF_PATIENCE));
        return due.isNegative() ? Duration.ZERO : due;
    }

    @Override
    public void run() {
        try {
            watch();
            tell();
        } catch (RuntimeException e) {
            // The pipeline goes on without being told of: at the next turn it may work again.
            LOG.warn("How pipeline {} fares cannot be told: {}", plan.name(), e.toString());
        }
    }

    /** Spark goes on, and writes no progress any more, when it loses the broker for minutes or lacks a core for a partition. */
    private void watch() {
        long commit = Checkpoints.lastCommit(session, plan.checkpoint());
        long now = System.nanoTime();
        if (commit != lastCommit) {
            lastCommit = commit;
            committed = now;
            meters.set(Meter.LAST_BATCH, System.currentTimeMillis() / A_SECOND);
        } else if (now - committed > patience.toNanos()) {
            stalled = true;
            whenStalled.run();
        }
    }

    private void tell() {
        long readingsNow = counts.readings();
        long violationsNow = counts.violations();
        long headersNow = counts.headersLeftOut();
        Map<RejectionReason, Long> rejectedNow = HashMap.ofAll(counts.rejected());
        if (readingsNow == readings && rejectedNow.equals(rejected)) {
            return;
        }
        long now = System.nanoTime();
        BatchTally tally = new BatchTally(
                readingsNow - readings,
                0,
                0,
                since(rejected, rejectedNow),
                HashMap.empty(),
                HashMap.empty(),
                HashMap.empty(),
                HashMap.empty(),
                0,
                0,
                0,
                0,
                0,
                violationsNow - violations,
                headersNow - headersLeftOut,
                Option.none(),
                List.empty(),
                Option.none(),
                ReadArrivals.NONE,
                false);
        Duration took = Duration.ofNanos(now - lastTold);
        readings = readingsNow;
        violations = violationsNow;
        headersLeftOut = headersNow;
        rejected = rejectedNow;
        lastTold = now;
        told.accept(new EnginePipeline.Progress(
                tally,
                Checkpoints.offset(session, plan.checkpoint())
                        .map(offset -> HashMap.ofAll(source.backlog(offset)))
                        .getOrElse(HashMap.empty()),
                took));
        metrics.refresh();
    }

    private static Map<RejectionReason, Long> since(Map<RejectionReason, Long> before, Map<RejectionReason, Long> now) {
        return now.map((reason, count) -> io.vavr.Tuple.of(reason, count - before.getOrElse(reason, 0L)))
                .filterValues(count -> count > 0);
    }
}
