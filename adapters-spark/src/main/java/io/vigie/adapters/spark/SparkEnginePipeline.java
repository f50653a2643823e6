package io.vigie.adapters.spark;

import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.batches.ArrivalsLog;
import io.vigie.adapters.spark.batches.BatchRunner;
import io.vigie.adapters.spark.batches.DeviceCountLog;
import io.vigie.adapters.spark.batches.ForgetNotes;
import io.vigie.adapters.spark.batches.ParallelTasks;
import io.vigie.adapters.spark.checkpoint.CheckpointLock;
import io.vigie.adapters.spark.checkpoint.Checkpoints;
import io.vigie.adapters.spark.clock.ClockStream;
import io.vigie.adapters.spark.continuous.ContinuousPipeline;
import io.vigie.adapters.spark.files.MessagesAgain;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.intake.StagePlan;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.ReadingTerms;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.switching.RulesLog;
import io.vigie.adapters.spark.switching.WindowsLog;
import io.vigie.adapters.spark.watch.ActiveAlarmsLog;
import io.vigie.adapters.spark.watch.PipelineMetrics;
import io.vigie.adapters.spark.watch.QueryWatch;
import io.vigie.application.measurement.Meter;
import io.vigie.application.measurement.Meters;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.application.port.out.ActiveAlarms;
import io.vigie.application.port.out.BatchConduct;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.DevicesToForget;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.EngineRun;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** A pipeline whose source, sinks and checkpoint are found, on the way to a streaming query. */
final class SparkEnginePipeline implements EnginePipeline {

    private final SparkSession session;
    private final PipelinePlan plan;
    private final SparkSource source;
    private final Map<Output, Seq<Tuple2<SinkPlan, SparkSink>>> sinks;
    private final CheckpointProgress progress;
    private final Runnable own;
    private final CheckpointLock held;

    /**
     * A pipeline.
     *
     * @param progress what the checkpoint says of it
     * @param own writes down whose checkpoint it is
     * @param held keeps others from the checkpoint until it is started
     */
    SparkEnginePipeline(
            SparkSession session,
            PipelinePlan plan,
            SparkSource source,
            Map<Output, Seq<Tuple2<SinkPlan, SparkSink>>> sinks,
            CheckpointProgress progress,
            Runnable own,
            CheckpointLock held) {
        this.session = session;
        this.plan = plan;
        this.source = source;
        this.sinks = sinks;
        this.progress = progress;
        this.own = own;
        this.held = held;
    }

    @Override
    public Option<CheckpointMark> mark() {
        return Checkpoints.mark(session, plan.checkpoint());
    }

    @Override
    public KeptByBatch<RuleBook> rules() {
        return RulesLog.of(session, plan.checkpoint());
    }

    @Override
    public KeptByBatch<WindowBook> windows() {
        return WindowsLog.of(session, plan.checkpoint());
    }

    @Override
    public KeptByBatch<ActiveAlarms> activeAlarms() {
        return ActiveAlarmsLog.of(session, plan.checkpoint());
    }

    @Override
    public KeptByBatch<Long> devices() {
        return DeviceCountLog.of(session, plan.checkpoint());
    }

    @Override
    public KeptByBatch<ReadArrivals> arrivals() {
        return ArrivalsLog.of(session, plan.checkpoint());
    }

    @Override
    public DevicesToForget toForget(boolean clocked) {
        return ForgetNotes.of(session, plan.checkpoint(), mark(), clocked);
    }

    @Override
    public EngineRun startContinuously(Duration interval, Meters meters, Consumer<Progress> told) {
        ParallelTasks.run(preparations().asJava());
        own.run();
        held.close(); // Spark itself notices another
        return ContinuousPipeline.start(
                session, plan, interval, source, sinks.mapValues(all -> all.map(Tuple2::_2)), meters, told);
    }

    @Override
    public EngineRun start(BatchConduct conduct, Meters meters) {
        CurrentPlan stages = new CurrentPlan(StagePlan.of(plan, source.headers(), conduct.clocked()));
        AtomicReference<Dataset<byte[]>> chunks = new AtomicReference<>();
        // Spark's planning and what sources and sinks are asked take a second each, the first time.
        ParallelTasks.run(preparations()
                .append(() -> chunks.set(chunks(stages, conduct.clock())))
                .asJava());
        own.run();
        for (String reason : source.passedOver().keySet()) {
            meters.watch(
                    Meter.NOT_READ,
                    () -> source.passedOver().getOrDefault(reason, 0L).doubleValue(),
                    reason);
        }
        PipelineMetrics metrics = PipelineMetrics.of(plan.name(), meters);
        QueryWatch watch = QueryWatch.begin(session, plan.name(), meters, metrics);
        BatchRunner runner = new BatchRunner(
                plan,
                source,
                sinks,
                source.shape() == SparkSource.Shape.LINES ? MessagesAgain.of(session, source) : null,
                conduct,
                stages,
                watch,
                metrics);
        CheckpointLock lock = held.orTake(session, plan.checkpoint());
        Runnable end = () -> {
            lock.close();
            watch.end();
            metrics.end();
        };
        try {
            StreamingQuery query = Objects.requireNonNull(chunks.get())
                    .writeStream()
                    .queryName(plan.name())
                    .outputMode(OutputMode.Append())
                    .option("checkpointLocation", plan.checkpoint())
                    .trigger(trigger())
                    .foreachBatch(runner)
                    .start();
            watch.started(query);
            return new SparkRun(plan, source, query, runner, watch, end);
        } catch (RuntimeException e) {
            end.run();
            throw CheckpointLock.isMissedIn(e) ? new PipelineRefused(CheckpointLock.told(plan.checkpoint()), e) : e;
        } catch (TimeoutException e) {
            end.run();
            throw new PipelineRefused("Pipeline " + plan.name() + " did not start: " + e.getMessage(), e);
        }
    }

    private List<Runnable> preparations() {
        sinks.getOrElse(Output.READINGS, List.empty()).forEach(sink -> sink._2.keeps(ReadingTerms.of(plan)));
        return List.ofAll(sinks.values())
                .flatMap(all -> all)
                .<Runnable>map(sink -> () -> sink._2.prepare(session, progress))
                .prepend(source::mustBeThere);
    }

    private Dataset<byte[]> chunks(CurrentPlan stages, LongUnaryOperator clock) {
        // The source stays the first: its log in the checkpoint goes by its number.
        return PipelineStages.of(
                source.open(session),
                source.shape(),
                stages,
                packs -> packs.union(ClockStream.of(session, clock, stages)));
    }

    private Trigger trigger() {
        return plan.trigger() instanceof TriggerPlan.Every every
                ? Trigger.ProcessingTime(every.interval().toMillis())
                : Trigger.AvailableNow();
    }

    @Override
    public void close() {
        held.close();
    }
}
