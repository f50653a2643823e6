package io.vigie.bootstrap.configuration.kafka;

import io.vavr.Function1;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TopicSelection;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.Problems;
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

    public static Validation<Seq<ConfigurationProblem>, Located<SourcePlan>> source(YamlNode node) {
        return node.mapping(
                "a mapping such as { servers: \"localhost:9092\", topic: readings }",
                SOURCE,
                kafka -> Problems.flatten(Validation.combine(
                                        cluster(kafka, KafkaOptions::ofSource),
                                        topics(kafka),
                                        KafkaPositions.starting(kafka),
                                        KafkaPositions.ending(kafka),
                                        kafka.optional(
                                                "maxRecordsPerTrigger",
                                                most -> Values.wholeNumber(most, 1L, Long.MAX_VALUE)),
                                        kafka.optional("minPartitions", Values::positive),
                                        kafka.optional("failOnDataLoss", true, Values::trueOrFalse),
                                        kafka.optional("headersAsTags", true, Values::trueOrFalse))
                                .ap(SourcePlan.KafkaTopics::new))
                        .flatMap(plan -> Problems.with(
                                KafkaPositions.problems(kafka, plan),
                                Validation.valid(new Located<>(plan, Option.none(), topicsNode(kafka))))));
    }

    public static Validation<Seq<ConfigurationProblem>, Located<SinkPlan>> sink(YamlNode node) {
        return node.mapping(
                "a mapping such as { servers: \"localhost:9092\", topic: alarms }",
                SINK,
                kafka -> Problems.flatten(Validation.combine(
                                cluster(kafka, KafkaOptions::ofSink), kafka.required("topic", KafkaTopicNames::one))
                        .ap((cluster, topic) -> new Located<>(
                                new SinkPlan.KafkaTopic(cluster, topic), Option.none(), node.at("topic")))));
    }

    private static Validation<Seq<ConfigurationProblem>, KafkaCluster> cluster(
            YamlMapping kafka,
            Function1<YamlNode, Validation<Seq<ConfigurationProblem>, Map<String, SettingValue>>> reader) {
        Validation<Seq<ConfigurationProblem>, Boolean> allowed =
                kafka.optional("allowPlaintextPassword", false, Values::trueOrFalse);
        return Problems.flatten(Validation.combine(
                        kafka.required("servers", KafkaServers::read),
                        kafka.optional("options", LinkedHashMap.empty(), reader)
                                .flatMap(options -> Problems.with(
                                        KafkaSecurity.problems(kafka, options, allowed.getOrElse(true)),
                                        Validation.valid(options))),
                        allowed)
                .ap((servers, options, asked) -> new KafkaCluster(servers, options)));
    }

    private static YamlNode topicsNode(YamlMapping kafka) {
        return KafkaTopicNames.SELECTIONS
                .keySet()
                .toList()
                .flatMap(kafka::entry)
                .head()
                .value();
    }

    private static Validation<Seq<ConfigurationProblem>, TopicSelection> topics(YamlMapping kafka) {
        return kafka.atMostOneOf(KafkaTopicNames.SELECTIONS)
                .flatMap(topics -> topics.map(Validation::<Seq<ConfigurationProblem>, TopicSelection>valid)
                        .getOrElse(() -> kafka.node()
                                .invalid("give one of "
                                        + Keys.sentence(KafkaTopicNames.SELECTIONS
                                                .keySet()
                                                .toList())
                                        + ", such as topic: readings")));
    }
}
