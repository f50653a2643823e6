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
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Runs a pipeline on Spark in this process, and shows how it fares. */
public final class SparkPipelineRunner implements PipelineRunner {

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
        try (Farewell farewell = Farewell.prepare(status);
                Watchers watchers = Watchers.of(plan, status);
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
                farewell.started(pipeline);
                pipeline.awaitEnd();
            } finally {
                status.end();
            }
            farewell.say();
            atItsEnd.accept(session);
            return ExitStatus.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.STOPPED;
        }
    }
}
