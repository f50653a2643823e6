package io.vigie.adapters.spark.watch;

import io.vavr.collection.Array;
import io.vavr.control.Option;
import io.vigie.application.measurement.Meter;
import io.vigie.application.measurement.Meters;
import io.vigie.application.port.out.PipelineHealth;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Sees how a pipeline's query fares: what Spark tells of its batches goes to the meters, and whatever moves is a sign that
 * it is not stuck. Spark tells after the fact, on threads of its own.
 */
public final class QueryWatch {

    private static final String QUERY = "sql.streaming.queryId";
    private static final String WHOLE_BATCH = "triggerExecution";

    /** In milliseconds. */
    private static final double A_SECOND = 1_000;

    private final SparkSession session;
    private final String name;
    private final Meters meters;
    private final PipelineMetrics metrics;
    private final Queries queries = new Queries();
    private final Tasks tasks = new Tasks();

    private volatile @Nullable UUID id;
    private volatile @Nullable StreamingQuery query;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean ready;

    private QueryWatch(SparkSession session, String name, Meters meters, PipelineMetrics metrics) {
        this.session = session;
        this.name = name;
        this.meters = meters;
        this.metrics = metrics;
    }

    /** Watches the query of this name, which is started next. */
    public static QueryWatch begin(SparkSession session, String name, Meters meters, PipelineMetrics metrics) {
        QueryWatch watch = new QueryWatch(session, name, meters, metrics);
        watch.measure();
        session.streams().addListener(watch.queries);
        session.sparkContext().addSparkListener(watch.tasks);
        return watch;
    }

    /** Its health is measured too. */
    private void measure() {
        meters.watch(Meter.RUNNING, () -> health().running() ? 1 : 0);
        meters.watch(Meter.READY, () -> health().ready() ? 1 : 0);
        meters.watch(Meter.STALLED, () -> health().stalled().toMillis() / 1e3);
    }

    /** The query is started. */
    public void started(StreamingQuery running) {
        query = running;
        id = running.id();
        sign();
    }

    /** Something has moved. */
    void sign() {
        lastSign = System.nanoTime();
    }

    /** A batch was written, or there was nothing to read. */
    void ready() {
        ready = true;
        sign();
    }

    public PipelineHealth health() {
        StreamingQuery known = query;
        if (known == null || !known.isActive()) {
            return new PipelineHealth(false, ready, Duration.ZERO);
        }
        boolean underWay = known.status().isTriggerActive();
        return new PipelineHealth(
                true, ready, underWay ? Duration.ofNanos(System.nanoTime() - lastSign) : Duration.ZERO);
    }

    /** How many devices had state after its last batch; none before one is done. */
    public Option<Long> devices() {
        return Option.of(query)
                .flatMap(running -> Option.of(running.lastProgress()))
                .flatMap(progress -> Array.of(progress.stateOperators()).headOption())
                .map(StateOperatorProgress::numRowsTotal);
    }

    /** The query has ended. */
    public void end() {
        session.streams().removeListener(queries);
        session.sparkContext().removeSparkListener(tasks);
    }

    private final class Queries extends StreamingQueryListener {

        private static final long serialVersionUID = 1;

        @Override
        public void onQueryStarted(QueryStartedEvent event) {
            if (name.equals(event.name())) {
                id = event.id();
            }
        }

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            if (event.progress().id().equals(id)) {
                ready();
                take(event.progress());
                metrics.refresh();
            }
        }

        @Override
        public void onQueryIdle(QueryIdleEvent event) {
            if (event.id().equals(id)) {
                ready();
            }
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {
            if (event.id().equals(id)) {
                metrics.end();
            }
        }

        private void take(StreamingQueryProgress progress) {
            Map<String, Long> steps = new java.util.HashMap<>(progress.durationMs());
            Long whole = steps.remove(WHOLE_BATCH);
            meters.batchTook((whole == null ? progress.batchDuration() : whole) / A_SECOND);
            steps.forEach((step, each) -> meters.add(Meter.BATCH_STEP, each / A_SECOND, step));
            for (StateOperatorProgress state : progress.stateOperators()) {
                meters.set(Meter.STATE_ROWS, (double) state.numRowsTotal());
                meters.set(Meter.STATE_MEMORY, (double) state.memoryUsedBytes());
                meters.add(Meter.STATE_ROWS_UPDATED, (double) state.numRowsUpdated());
                meters.add(Meter.STATE_STEP, state.allUpdatesTimeMs() / A_SECOND, "update");
                meters.add(Meter.STATE_STEP, state.allRemovalsTimeMs() / A_SECOND, "expire");
                meters.add(Meter.STATE_STEP, state.commitTimeMs() / A_SECOND, "commit");
            }
        }
    }

    /** The ends of tasks that work for the query: a long batch with many of them is not stuck. */
    private final class Tasks extends SparkListener {

        private final Set<Integer> stages = ConcurrentHashMap.newKeySet();

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            UUID known = id;
            if (known != null
                    && job.properties() != null
                    && known.toString().equals(job.properties().getProperty(QUERY))) {
                sign();
                JavaConverters.seqAsJavaList(job.stageIds()).forEach(stage -> stages.add((Integer) stage));
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            if (stages.contains(task.stageId())) {
                sign();
            }
        }

        @Override
        public void onStageCompleted(SparkListenerStageCompleted stage) {
            stages.remove(stage.stageInfo().stageId());
        }
    }
}
