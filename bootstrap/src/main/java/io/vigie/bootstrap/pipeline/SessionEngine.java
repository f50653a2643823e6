package io.vigie.bootstrap.pipeline;

import io.vavr.collection.List;
import io.vigie.adapters.delta.DeltaConnector;
import io.vigie.adapters.eventhubs.EventHubsConnector;
import io.vigie.adapters.kafka.KafkaConnector;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.TelemetryEngine;
import io.vigie.bootstrap.storage.StorageCheck;
import java.time.Instant;
import java.util.ServiceLoader;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The engine on Spark in this process, with every connector that there is, those that others bring to the class path
 * included. It makes the session of the first pipeline that
 * it opens, by that pipeline's settings, and ends it where it is its own.
 */
public final class SessionEngine implements TelemetryEngine {

    private @Nullable UsedSession used;

    @Override
    public EnginePipeline open(PipelinePlan plan) {
        if (used == null) {
            used = Sessions.of(plan);
        }
        StorageCheck.mustAnswer(session().sessionState().newHadoopConf(), plan);
        DeltaConnector delta = new DeltaConnector();
        KafkaConnector kafka = new KafkaConnector();
        EventHubsConnector hubs = new EventHubsConnector();
        HubsByKafka hubsByKafka = new HubsByKafka(kafka);
        return new SparkTelemetryEngine(
                        session(),
                        List.ofAll(ServiceLoader.load(SparkSourceProvider.class))
                                .appendAll(List.of(delta, kafka, hubs, hubsByKafka)),
                        List.ofAll(ServiceLoader.load(SparkSinkProvider.class))
                                .appendAll(List.of(delta, kafka, hubs, hubsByKafka)))
                .open(plan);
    }

    /**
     * The session of what was opened.
     *
     * @throws IllegalStateException when nothing was
     */
    public SparkSession session() {
        if (used == null) {
            throw new IllegalStateException("no pipeline was opened");
        }
        return used.session();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        if (used != null) {
            used.close();
        }
    }
}
