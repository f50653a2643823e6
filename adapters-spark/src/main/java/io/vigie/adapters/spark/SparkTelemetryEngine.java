package io.vigie.adapters.spark;

import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.batches.BatchWriter;
import io.vigie.adapters.spark.batches.DeviceCount;
import io.vigie.adapters.spark.batches.ForgetNotes;
import io.vigie.adapters.spark.batches.ParallelTasks;
import io.vigie.adapters.spark.checkpoint.CheckpointClaims;
import io.vigie.adapters.spark.checkpoint.CheckpointLock;
import io.vigie.adapters.spark.checkpoint.CheckpointOwner;
import io.vigie.adapters.spark.checkpoint.Checkpoints;
import io.vigie.adapters.spark.checkpoint.ClockMark;
import io.vigie.adapters.spark.checkpoint.StateProvider;
import io.vigie.adapters.spark.clock.ClockStream;
import io.vigie.adapters.spark.clock.PipelineClock;
import io.vigie.adapters.spark.continuous.ContinuousPipeline;
import io.vigie.adapters.spark.files.JsonFilesSource;
import io.vigie.adapters.spark.files.MessagesAgain;
import io.vigie.adapters.spark.intake.CheckMessages;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.intake.DecodeMessages;
import io.vigie.adapters.spark.intake.StagePlan;
import io.vigie.adapters.spark.monitoring.MonitorDevices;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.Pack;
import io.vigie.adapters.spark.rows.Ticks;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.switching.RuleSwitch;
import io.vigie.adapters.spark.switching.RulesLog;
import io.vigie.adapters.spark.switching.WindowSwitch;
import io.vigie.adapters.spark.watch.ActiveAlarmsLog;
import io.vigie.adapters.spark.watch.PipelineMeters;
import io.vigie.adapters.spark.watch.PipelineMetrics;
import io.vigie.adapters.spark.watch.QueryWatch;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.RunningPipeline;
import io.vigie.application.port.out.TelemetryEngine;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;

/**
 * Runs pipelines on Spark Structured Streaming.
 *
 * <p>A batch goes through two stages. The first decodes the source's messages where they are and packs the readings
 * by device; the second holds each device's state and has the kernel evaluate its readings. What comes out is kept
 * until every sink has it, so that all outputs rest on one decoding. Pipelines that write nothing for which devices must
 * be remembered have no second stage; those alone can run without batches too.
 */
public final class SparkTelemetryEngine implements TelemetryEngine {

    private final SparkSession session;
    private final Seq<SparkSourceProvider> sources;
    private final Seq<SparkSinkProvider> sinks;

    /**
     * An engine in a session, which stays the caller's to stop.
     *
     * @param session where to run
     * @param sources know the sources beyond JSON files
     * @param sinks know the sinks
     */
    public SparkTelemetryEngine(
            SparkSession session, Iterable<SparkSourceProvider> sources, Iterable<SparkSinkProvider> sinks) {
        this.session = session;
        this.sources = List.ofAll(sources);
        this.sinks = List.ofAll(sinks);
    }

    @Override
    public RunningPipeline start(PipelinePlan plan, LoadRules rules, PipelineObserver observer) {
        // Before anything is compared: what another run writes meanwhile would look like damage.
        CheckpointLock held = CheckpointLock.ofExisting(session, plan.checkpoint());
        try {
            return start(plan, rules, observer, held);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private RunningPipeline start(PipelinePlan plan, LoadRules rules, PipelineObserver observer, CheckpointLock held) {
        SparkSource source = sources.prepend(wanted -> JsonFilesSource.of(
                        wanted, plan.payload().format(), plan.time().future()))
                .flatMap(provider -> provider.source(plan.source()))
                .headOption()
                .getOrElseThrow(() -> new PipelineRefused(
                        "No adapter here reads " + plan.source() + ". Add the module that does to the class path."));
        Map<Output, Seq<SparkSink>> ready = new LinkedHashMap<>();
        for (Output output : Output.values()) {
            plan.sinks().get(output).forEach(wanted -> ready.put(output, wanted.map(sink -> sink(sink, output, plan))));
        }
        Option<CheckpointOwner> owner = CheckpointOwner.of(session, plan.checkpoint());
        CheckpointProgress progress = Checkpoints.progress(session, plan.checkpoint(), owner);
        owner.forEach(known -> known.mustBe(plan.name(), progress));
        CheckpointOwner now = owner(plan, ready);
        Runnable own = () -> {
            if (!owner.contains(now)) {
                now.write(session, plan.checkpoint());
            }
        };
        CheckpointClaims.mustBeOf(session, plan.checkpoint(), source);
        Checkpoints.tellCommitted(session, plan.checkpoint(), source);
        StateProvider.mustFit(session, plan.checkpoint(), plan.engineSettings());
        List<Runnable> preparations = preparations(source, ready, progress);
        if (plan.trigger() instanceof TriggerPlan.Continuous continuous) {
            ParallelTasks.run(preparations.asJava());
            own.run();
            held.close(); // Spark itself notices another
            return ContinuousPipeline.start(session, plan, continuous, source, ready, observer);
        }
        Option<ClockMark> mark = Checkpoints.clock(session, plan.checkpoint());
        boolean clocked = mark.map(ClockMark::isClocked).getOrElse(() -> StagePlan.mayWait(plan));
        CurrentPlan stages = new CurrentPlan(StagePlan.of(plan, source.headers(), clocked));
        mark.forEach(before -> before.mustFit(stages.get()));
        PipelineClock clock = new PipelineClock(
                plan.trigger() instanceof TriggerPlan.Every,
                plan.time(),
                stages.get().waits(),
                mark.map(ClockMark::watermark).getOrElse(Ticks.NONE),
                System::nanoTime);
        ActiveAlarmsLog alarms = stages.get().isStateless()
                ? ActiveAlarmsLog.none(session, plan.checkpoint())
                : ActiveAlarmsLog.of(session, plan.checkpoint(), mark);
        RuleSwitch ruleSwitch = new RuleSwitch(
                plan, rules, observer, stages, clock, RulesLog.of(session, plan.checkpoint()), alarms, mark);
        WindowSwitch windowSwitch = new WindowSwitch(session, plan, observer, stages, clock, mark);
        ForgetNotes notes = ForgetNotes.of(session, plan.checkpoint(), mark, clocked);
        LongUnaryOperator nextClock = sent -> {
            ruleSwitch.look();
            if (notes.areLeft()) {
                clock.ask();
            }
            return clock.next(sent);
        };
        AtomicReference<Dataset<byte[]>> chunks = new AtomicReference<>();
        // Spark's planning and what sources and sinks are asked take a second each, the first time.
        ParallelTasks.run(preparations
                .append(() -> chunks.set(chunks(stages, source, nextClock)))
                .asJava());
        own.run();
        PipelineMeters meters = new PipelineMeters(Clock.systemUTC());
        PipelineMetrics metrics = PipelineMetrics.of(plan.name(), meters);
        QueryWatch watch = QueryWatch.begin(session, plan.name(), meters, metrics);
        DeviceCount devices = stages.get().isStateless()
                ? DeviceCount.none(session, plan.checkpoint())
                : DeviceCount.of(session, plan.checkpoint(), plan.limits(), mark);
        BatchWriter writer = new BatchWriter(
                plan,
                source,
                ready,
                source.shape() == SparkSource.Shape.LINES ? MessagesAgain.of(session, source) : null,
                observer,
                clock,
                ruleSwitch,
                windowSwitch,
                alarms,
                devices,
                notes,
                stages,
                watch,
                meters,
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
                    .trigger(trigger(plan.trigger()))
                    .foreachBatch(writer)
                    .start();
            watch.started(query);
            return new SparkPipeline(plan, source, query, writer, watch, meters, end);
        } catch (RuntimeException e) {
            end.run();
            throw CheckpointLock.isMissedIn(e) ? new PipelineRefused(CheckpointLock.told(plan.checkpoint()), e) : e;
        } catch (TimeoutException e) {
            end.run();
            throw new PipelineRefused("Pipeline " + plan.name() + " did not start: " + e.getMessage(), e);
        }
    }

    private static CheckpointOwner owner(PipelinePlan plan, Map<Output, Seq<SparkSink>> sinks) {
        return new CheckpointOwner(
                plan.name(),
                LinkedHashSet.ofAll(sinks.entrySet())
                        .flatMap(entry ->
                                entry.getValue().map(sink -> CheckpointProgress.sink(entry.getKey(), sink.name()))));
    }

    private List<Runnable> preparations(
            SparkSource source, Map<Output, Seq<SparkSink>> sinks, CheckpointProgress progress) {
        return List.ofAll(sinks.values())
                .flatMap(all -> all)
                .<Runnable>map(sink -> () -> sink.prepare(session, progress))
                .prepend(source::mustBeThere);
    }

    private SparkSink sink(SinkPlan wanted, Output output, PipelinePlan plan) {
        StructType columns = Tables.of(output, plan.windows());
        return sinks.flatMap(provider -> provider.sink(wanted, output, columns, plan.name()))
                .headOption()
                .getOrElseThrow(() -> new PipelineRefused(
                        "No adapter here writes " + wanted + ". Add the module that does to the class path."));
    }

    private Dataset<byte[]> chunks(CurrentPlan stages, SparkSource source, LongUnaryOperator clock) {
        Dataset<Row> messages = source.open(session);
        if (stages.get().isStateless() && !stages.get().clocked()) {
            return messages.mapPartitions(new CheckMessages(stages, source.shape(), false), Chunk.ENCODER);
        }
        Dataset<Row> packs = messages.mapPartitions(new DecodeMessages(stages, source.shape()), Pack.ENCODER)
                .toDF(Pack.SCHEMA.fieldNames());
        boolean clocked = stages.get().clocked();
        Dataset<Row> timed = clocked
                // The source stays the first: its log in the checkpoint goes by its number.
                ? packs.union(ClockStream.of(session, clock, stages)).withWatermark("clock", "0 seconds")
                : packs;
        return timed.groupBy(functions.col("key"))
                .as(Encoders.STRING(), Pack.ENCODER)
                .flatMapGroupsWithState(
                        new MonitorDevices(stages, source.shape() == SparkSource.Shape.LINES),
                        OutputMode.Append(),
                        Encoders.BINARY(),
                        Chunk.ENCODER,
                        clocked ? GroupStateTimeout.EventTimeTimeout() : GroupStateTimeout.NoTimeout());
    }

    private static Trigger trigger(TriggerPlan plan) {
        if (plan instanceof TriggerPlan.Every every) {
            return Trigger.ProcessingTime(every.interval().toMillis());
        }
        return Trigger.AvailableNow();
    }
}
