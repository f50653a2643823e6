package io.vigie.adapters.spark;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.CheckpointClaims;
import io.vigie.adapters.spark.checkpoint.CheckpointLock;
import io.vigie.adapters.spark.checkpoint.CheckpointOwner;
import io.vigie.adapters.spark.checkpoint.Checkpoints;
import io.vigie.adapters.spark.checkpoint.StateProvider;
import io.vigie.adapters.spark.files.JsonFilesSource;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.TelemetryEngine;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
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
    public EnginePipeline open(PipelinePlan plan) {
        // Before anything is compared: what another run writes meanwhile would look like damage.
        CheckpointLock held = CheckpointLock.ofExisting(session, plan.checkpoint());
        try {
            return open(plan, held);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private EnginePipeline open(PipelinePlan plan, CheckpointLock held) {
        SparkSource source = source(plan);
        Map<Output, Seq<Tuple2<SinkPlan, SparkSink>>> ready = plan.sinks()
                .map((output, all) -> Tuple.of(output, all.map(sink -> Tuple.of(sink, sink(sink, output, plan)))));
        Option<CheckpointOwner> owner = CheckpointOwner.of(session, plan.checkpoint());
        CheckpointProgress progress = Checkpoints.progress(session, plan.checkpoint(), owner);
        owner.forEach(known -> known.mustBe(plan.name(), progress));
        CheckpointOwner now = owner(plan, ready);
        CheckpointClaims.mustBeOf(session, plan.checkpoint(), source);
        Checkpoints.tellCommitted(session, plan.checkpoint(), source);
        StateProvider.mustFit(session, plan.checkpoint(), plan.engineSettings());
        Runnable own = () -> {
            if (!owner.contains(now)) {
                now.write(session, plan.checkpoint());
            }
        };
        return new SparkEnginePipeline(session, plan, source, ready, progress, own, held);
    }

    private static CheckpointOwner owner(PipelinePlan plan, Map<Output, Seq<Tuple2<SinkPlan, SparkSink>>> sinks) {
        return new CheckpointOwner(
                plan.name(),
                List.of(Output.values())
                        .flatMap(output -> sinks.getOrElse(output, List.empty())
                                .map(sink -> CheckpointProgress.sink(output, sink._2.name())))
                        .toLinkedSet());
    }

    private SparkSource source(PipelinePlan plan) {
        return sources.prepend(wanted -> JsonFilesSource.of(
                        wanted, plan.payload().format(), plan.time().future()))
                .flatMap(provider -> provider.source(plan.source()))
                .headOption()
                .getOrElseThrow(() -> new PipelineRefused(
                        "No adapter here reads " + plan.source() + ". Add the module that does to the class path."));
    }

    private SparkSink sink(SinkPlan wanted, Output output, PipelinePlan plan) {
        StructType columns = Tables.of(output, plan.windows());
        return sinks.flatMap(provider -> provider.sink(wanted, output, columns, plan.name()))
                .headOption()
                .getOrElseThrow(() -> new PipelineRefused(
                        "No adapter here writes " + wanted + ". Add the module that does to the class path."));
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
