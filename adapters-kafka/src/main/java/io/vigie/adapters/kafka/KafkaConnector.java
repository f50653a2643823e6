package io.vigie.adapters.kafka;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import org.apache.spark.sql.types.StructType;

/** Apache Kafka topics, as a source and as sinks. */
public final class KafkaConnector implements SparkSourceProvider, SparkSinkProvider {

    /**
     * The class by which clients log in with tokens of a {@link io.vigie.adapters.spark.spi.TokenService}: {@link
     * TokenLogin}, by its name, for the class itself asks for Kafka's, which pipelines without Kafka do without.
     */
    public static final String TOKEN_LOGIN = KafkaConnector.class.getPackageName() + ".TokenLogin";

    /** Knows nothing yet but the kind of plans that it serves. */
    public KafkaConnector() {}

    @Override
    public Option<SparkSource> source(SourcePlan plan) {
        return plan instanceof SourcePlan.KafkaTopics topics
                ? Option.some(source(topics, HeaderUse.asTheyAre(topics.headersAsTags())))
                : Option.none();
    }

    /** The source of topics whose headers are more than the records' own. */
    public SparkSource source(SourcePlan.KafkaTopics topics, HeaderUse headers) {
        return new KafkaSource(topics, headers);
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline) {
        return sink(plan, output, Tables.of(output), pipeline);
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, StructType columns, String pipeline) {
        return plan instanceof SinkPlan.KafkaTopic topic
                ? Option.some(new KafkaSink(topic, output, columns))
                : Option.none();
    }
}
