package io.vigie.bootstrap.configuration.kafka;

import io.vavr.Function1;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TopicSelection;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;

/** Reads what a pipeline has of Kafka: its source, its sinks. */
public final class KafkaReader {

    private static final Keys SOURCE = Keys.of(
            "servers",
            "topic",
            "topics",
            "topicPattern",
            "startingOffsets",
            "startingTimestamp",
            "endingOffsets",
            "endingTimestamp",
            "maxRecordsPerTrigger",
            "minPartitions",
            "failOnDataLoss",
            "headersAsTags",
            "allowPlaintextPassword",
            "options");
    private static final Keys SINK = Keys.of("servers", "topic", "allowPlaintextPassword", "options");

    private KafkaReader() {}

    public static Read<Located<SourcePlan>> source(YamlNode node) {
        return node.mapping(
                "a mapping such as { servers: \"localhost:9092\", topic: readings }",
                SOURCE,
                kafka -> Read.together(
                                cluster(kafka, KafkaOptions::ofSource),
                                topics(kafka),
                                KafkaPositions.starting(kafka),
                                KafkaPositions.ending(kafka),
                                kafka.optional(
                                        "maxRecordsPerTrigger", most -> Values.wholeNumber(most, 1L, Long.MAX_VALUE)),
                                kafka.optional("minPartitions", Values::positive),
                                kafka.optional("failOnDataLoss", true, Values::trueOrFalse),
                                kafka.optional("headersAsTags", true, Values::trueOrFalse),
                                SourcePlan.KafkaTopics::new)
                        .checked(plan -> KafkaPositions.problems(kafka, plan))
                        .map(plan -> new Located<>(plan, Option.none(), topicsNode(kafka))));
    }

    public static Read<Located<SinkPlan>> sink(YamlNode node) {
        return node.mapping(
                "a mapping such as { servers: \"localhost:9092\", topic: alarms }",
                SINK,
                kafka -> Read.together(
                        cluster(kafka, KafkaOptions::ofSink),
                        kafka.required("topic", KafkaTopicNames::one),
                        (cluster, topic) -> new Located<>(
                                new SinkPlan.KafkaTopic(cluster, topic), Option.none(), node.at("topic"))));
    }

    private static Read<KafkaCluster> cluster(
            YamlMapping kafka, Function1<YamlNode, Read<Map<String, SettingValue>>> reader) {
        Read<Boolean> allowed = kafka.optional("allowPlaintextPassword", false, Values::trueOrFalse);
        return Read.together(
                kafka.required("servers", KafkaServers::read),
                kafka.optional("options", LinkedHashMap.empty(), reader)
                        .checked(options -> KafkaSecurity.problems(kafka, options, allowed.getOrElse(true))),
                allowed,
                (servers, options, asked) -> new KafkaCluster(servers, options));
    }

    private static YamlNode topicsNode(YamlMapping kafka) {
        return KafkaTopicNames.SELECTIONS
                .keySet()
                .toList()
                .flatMap(kafka::entry)
                .head()
                .value();
    }

    private static Read<TopicSelection> topics(YamlMapping kafka) {
        return kafka.atMostOneOf(KafkaTopicNames.SELECTIONS)
                .flatMap(topics -> topics.map(Read::value)
                        .getOrElse(() -> kafka.node()
                                .invalid("give one of "
                                        + Keys.sentence(KafkaTopicNames.SELECTIONS
                                                .keySet()
                                                .toList())
                                        + ", such as topic: readings")));
    }
}
