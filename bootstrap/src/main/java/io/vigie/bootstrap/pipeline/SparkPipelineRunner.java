package io.vigie.bootstrap.pipeline;

import io.vavr.collection.List;
import io.vigie.adapters.delta.DeltaConnector;
import io.vigie.adapters.eventhubs.EventHubsConnector;
import io.vigie.adapters.kafka.KafkaConnector;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.RunningPipeline;
import io.vigie.bootstrap.command.ExitStatus;
import io.vigie.bootstrap.command.PipelineRunner;
import io.vigie.bootstrap.storage.StorageCheck;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/** Runs a pipeline on Spark in this process, and shows how it fares. */
public final class SparkPipelineRunner implements PipelineRunner {

    /** Before Spark's own hook, which takes the session from under the query. */
    private static final int BEFORE_SPARK = 100;

    private static final int SECONDS_TO_STOP = 25;

    @Override
    public int run(PipelinePlan plan, LoadRules rules) {
        return run(plan, rules, session -> {});
    }

    /**
     * Runs it, and at its end looks at what it left.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when it must not start
     * @throws io.vigie.application.port.out.PipelineFailed when it stops on an error
     */
    public int run(PipelinePlan plan, LoadRules rules, Consumer<SparkSession> atItsEnd) {
        try {
            return runWithConnectors(plan, rules, atItsEnd);
        } catch (RuntimeException | LinkageError e) {
            for (PipelineRefused refused : MissingConnector.in(e)) {
                throw refused;
            }
            throw e;
        }
    }

    private static int runWithConnectors(PipelinePlan plan, LoadRules rules, Consumer<SparkSession> atItsEnd) {
        StatusLine status = StatusLine.of(plan, System.err);
        try (Watchers watchers = Watchers.of(plan, status);
                UsedSession used = Sessions.of(plan)) {
            SparkSession session = used.session();
            StorageCheck.mustAnswer(session.sessionState().newHadoopConf(), plan);
            DeltaConnector delta = new DeltaConnector();
            KafkaConnector kafka = new KafkaConnector();
            EventHubsConnector hubs = new EventHubsConnector();
            HubsByKafka hubsByKafka = new HubsByKafka(kafka);
            SparkTelemetryEngine engine = new SparkTelemetryEngine(
                    session, List.of(delta, kafka, hubs, hubsByKafka), List.of(delta, kafka, hubs, hubsByKafka));
            try {
                RunningPipeline pipeline = engine.start(plan, rules, status);
                watchers.watch(pipeline);
                await(pipeline);
            } finally {
                status.end();
            }
            status.summary().forEach(System.out::println);
            atItsEnd.accept(session);
            return ExitStatus.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.STOPPED;
        }
    }

    /** Waits for its end; a signal meanwhile stops it first, and then Spark. */
    private static void await(RunningPipeline pipeline) throws InterruptedException {
        ShutdownHookManager signals = ShutdownHookManager.get();
        Runnable stop = pipeline::stop;
        signals.addShutdownHook(stop, BEFORE_SPARK, SECONDS_TO_STOP, TimeUnit.SECONDS);
        try {
            pipeline.awaitEnd();
        } finally {
            if (!signals.isShutdownInProgress()) {
                signals.removeShutdownHook(stop);
            }
        }
    }
}
