package io.vigie.adapters.spark.continuous;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.adapters.spark.checkpoint.CheckpointLock;
import io.vigie.adapters.spark.checkpoint.FailureText;
import io.vigie.adapters.spark.intake.CheckMessages;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.intake.StagePlan;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.spi.ContinuousSink;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.watch.PipelineMetrics;
import io.vigie.application.measurement.Meter;
import io.vigie.application.measurement.Meters;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.EngineRun;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineHealth;
import io.vigie.application.port.out.PipelineRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;

/**
 * A pipeline without batches: each message is decoded, checked and answered as it comes, by tasks that do not end. Spark
 * runs nothing but such a chain that way, so only what needs no state can be written, and to one sink; and what was
 * written since the last progress is written again after a crash.
 */
public final class ContinuousPipeline implements EngineRun {

    private static final String HEARTBEAT_UNLESS_CONFIGURED = "10s";

    private final PipelinePlan plan;
    private final StreamingQuery query;
    private final ContinuousProgress progress;
    private final Runnable end;

    private ContinuousPipeline(
            PipelinePlan plan,
            StreamingQuery query,
            ContinuousProgress progress,
            Meters meters,
            PipelineMetrics metrics,
            Runnable end) {
        this.progress = progress;
        this.plan = plan;
        this.query = query;
        this.end = end;
        meters.watch(Meter.RUNNING, () -> health().running() ? 1 : 0);
        meters.watch(Meter.READY, () -> health().ready() ? 1 : 0);
        meters.watch(Meter.STALLED, () -> health().stalled().toMillis() / 1e3);
        metrics.refresh();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the progress tells of its own failures
    public static ContinuousPipeline start(
            SparkSession session,
            PipelinePlan plan,
            Duration interval,
            SparkSource source,
            Map<Output, Seq<SparkSink>> sinks,
            Meters meters,
            Consumer<EnginePipeline.Progress> told) {
        StagePlan stage = StagePlan.of(plan, source.headers(), false);
        mustBeStateless(plan);
        java.util.List<ContinuousOutput> outputs = new ArrayList<>();
        List<ContinuousSink> all = List.empty();
        for (Output output : Output.values()) {
            for (SparkSink sink : sinks.getOrElse(output, List.empty())) {
                ContinuousSink continuous = sink.continuous()
                        .getOrElseThrow(
                                () -> new PipelineRefused(
                                        "Sink " + sink.name() + " of "
                                                + output.word()
                                                + " is written in batches alone. Write trigger: { every: 1s }, or give a Kafka topic."));
                outputs.add(new ContinuousOutput(output, sink.takesDeadLetters(), continuous.conversion()));
                all = all.append(continuous);
            }
        }
        if (all.map(ContinuousSink::target).distinct().size() > 1) {
            throw new PipelineRefused("The sinks of pipeline " + plan.name() + " are at "
                    + all.map(ContinuousSink::target).distinct().mkString(" and ")
                    + "; processed continuously, all are at one. Write trigger: { every: 1s }, or run two pipelines.");
        }
        StructType records = all.head().records();
        ContinuousCounts counts = new ContinuousCounts(session.sparkContext());
        ContinuousCounts.Heartbeats heartbeats = counts.new Heartbeats();
        Dataset<Row> answered = source.openContinuously(session)
                .mapPartitions(new CheckMessages(new CurrentPlan(stage), source.shape(), true), Chunk.ENCODER)
                .mapPartitions(new ContinuousOutputs(outputs, records, counts), Encoders.row(records));
        PipelineMetrics metrics = PipelineMetrics.of(plan.name(), meters);
        ContinuousProgress progress = new ContinuousProgress(
                session, plan, source, heartbeats, meters, metrics, told, () -> stop(session, plan.name()), interval);
        ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress of " + plan.name());
            thread.setDaemon(true);
            return thread;
        });
        CheckpointLock lock = CheckpointLock.take(session, plan.checkpoint());
        Runnable end = () -> {
            lock.close();
            turns.shutdownNow();
            session.sparkContext().removeSparkListener(heartbeats);
            metrics.end();
        };
        session.sparkContext().addSparkListener(heartbeats);
        long heartbeat = session.sparkContext()
                .conf()
                .getTimeAsMs("spark.executor.heartbeatInterval", HEARTBEAT_UNLESS_CONFIGURED);
        turns.scheduleAtFixedRate(progress, heartbeat, heartbeat, TimeUnit.MILLISECONDS);
        try {
            StreamingQuery query = all.head()
                    .writer(answered)
                    .queryName(plan.name())
                    .outputMode(OutputMode.Append())
                    .option("checkpointLocation", plan.checkpoint())
                    .trigger(Trigger.Continuous(interval.toMillis()))
                    .start();
            return new ContinuousPipeline(plan, query, progress, meters, metrics, end);
        } catch (RuntimeException e) {
            end.run();
            throw e;
        } catch (TimeoutException e) {
            end.run();
            throw new PipelineRefused("Pipeline " + plan.name() + " did not start: " + e.getMessage(), e);
        }
    }

    private static void mustBeStateless(PipelinePlan plan) {
        Seq<String> stateful =
                plan.sinks().keySet().toList().filter(Output::needsState).map(Output::word);
        if (!stateful.isEmpty()) {
            throw new PipelineRefused("Pipeline " + plan.name() + " writes " + stateful.mkString(" and ")
                    + ", which take what is remembered of each device; Spark keeps no state in continuous processing."
                    + " Write trigger: { every: 1s }, or leave " + (stateful.size() == 1 ? "it" : "them")
                    + " out: violations and rejected can be processed continuously.");
        }
    }

    private static void stop(SparkSession session, String name) {
        for (StreamingQuery running : session.streams().active()) {
            if (name.equals(running.name())) {
                try {
                    running.stop();
                } catch (TimeoutException e) {
                    throw new PipelineFailed("Pipeline " + name + " did not stop in time.", e);
                }
            }
        }
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        try {
            query.awaitTermination();
            if (progress.isStalled()) {
                throw new PipelineFailed("Pipeline " + plan.name()
                        + " stopped: for minutes it could not write its progress down. Either the broker was away, or partitions were"
                        + " added and Spark has fewer cores than there are now. What it wrote since is written again by the"
                        + " next start.");
            }
        } catch (StreamingQueryException e) {
            throw new PipelineFailed("Pipeline " + plan.name() + " stopped: " + FailureText.of(e), e);
        } finally {
            if (!query.isActive()) {
                end.run();
            }
        }
    }

    @Override
    public void stop() {
        try {
            query.stop();
        } catch (TimeoutException e) {
            throw new PipelineFailed(
                    "Pipeline " + plan.name() + " did not stop in time; what it wrote last is written again.", e);
        }
    }

    @Override
    public PipelineHealth health() {
        return new PipelineHealth(query.isActive(), progress.isReady(), progress.overdue());
    }
}
