package io.vigie.bootstrap.pipeline;

import io.vavr.control.Option;
import io.vigie.adapters.eventhubs.KafkaEndpoint;
import io.vigie.adapters.kafka.KafkaConnector;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import org.apache.spark.sql.types.StructType;

/**
 * Hubs of Azure Event Hubs by their Kafka endpoint: one adapter says what that is in Kafka's terms, another serves it,
 * and neither knows of the other.
 */
final class HubsByKafka implements SparkSourceProvider, SparkSinkProvider {

    private final KafkaEndpoint endpoint = new KafkaEndpoint(KafkaConnector.TOKEN_LOGIN);
    private final KafkaConnector kafka;

    HubsByKafka(KafkaConnector kafka) {
        this.kafka = kafka;
    }

    @Override
    public Option<SparkSource> source(SourcePlan plan) {
        return endpoint.source(plan).map(topics -> kafka.source(topics, endpoint.headers(plan)));
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline) {
        return endpoint.sink(plan).flatMap(topic -> kafka.sink(topic, output, pipeline));
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, StructType columns, String pipeline) {
        return endpoint.sink(plan).flatMap(topic -> kafka.sink(topic, output, columns, pipeline));
    }
}
