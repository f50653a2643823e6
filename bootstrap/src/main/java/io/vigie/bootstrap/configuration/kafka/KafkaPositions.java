package io.vigie.bootstrap.configuration.kafka;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.KafkaPosition;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TopicSelection;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Partitions;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.time.Instant;
import java.util.regex.Pattern;

/** Reads where in its topics a Kafka source begins and ends. */
final class KafkaPositions {

    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");
    private static final String EXAMPLE = "a mapping such as { readings: { 0: 42, 1: 17 } }";

    private KafkaPositions() {}

    /** Where it begins, the oldest record unless it is said. */
    static Read<KafkaPosition> starting(YamlMapping kafka) {
        return position(
                        kafka,
                        "starting",
                        List.of(
                                Tuple.of("earliest", new KafkaPosition.Earliest()),
                                Tuple.of("latest", new KafkaPosition.Latest())),
                        List.of(
                                Tuple.of("earliest", KafkaPosition.Offsets.EARLIEST),
                                Tuple.of("latest", KafkaPosition.Offsets.LATEST)))
                .map(position -> position.getOrElse(new KafkaPosition.Earliest()));
    }

    /** Where it ends, if that is said. */
    static Read<Option<KafkaPosition>> ending(YamlMapping kafka) {
        return position(
                kafka,
                "ending",
                List.of(Tuple.of("latest", new KafkaPosition.Latest())),
                List.of(Tuple.of("latest", KafkaPosition.Offsets.LATEST)));
    }

    /** Offsets of topics that are not read, and an end before the beginning. */
    static Seq<ConfigurationProblem> problems(YamlMapping kafka, SourcePlan.KafkaTopics plan) {
        return ofOtherTopics(kafka, plan.topics())
                .appendAll(kafka.entry("endingTimestamp")
                        .filter(ending -> plan.starting() instanceof KafkaPosition.Time start
                                && plan.ending()
                                        .exists(end -> end instanceof KafkaPosition.Time time
                                                && !start.from().isBefore(time.from())))
                        .map(ending -> ending.value()
                                .problem("`endingTimestamp` is not after `startingTimestamp`: nothing would be read")));
    }

    private static Seq<ConfigurationProblem> ofOtherTopics(YamlMapping kafka, TopicSelection topics) {
        return List.of("startingOffsets", "endingOffsets")
                .flatMap(kafka::entry)
                .filter(entry -> entry.value().isMapping())
                .flatMap(entry -> entry.value().entries(EXAMPLE).getOrElse(List.empty()))
                .filter(topic -> !topics.reads(topic.name()))
                .map(topic -> topic.key().problem("the source does not read the topic " + Quoted.of(topic.name())));
    }

    /** A position by offsets or by time, not both. */
    private static Read<Option<KafkaPosition>> position(
            YamlMapping kafka,
            String which,
            Seq<Tuple2<String, KafkaPosition>> words,
            Seq<Tuple2<String, Long>> endsOfPartitions) {
        return kafka.atMostOneOf(LinkedHashMap.of(
                which + "Offsets",
                node -> node.isMapping()
                        ? offsets(node, endsOfPartitions)
                        : Values.word(node, words.map(Tuple2::_1).mkString(", ") + " or " + EXAMPLE, words, Tuple2::_1)
                                .map(Tuple2::_2),
                which + "Timestamp",
                node -> Values.instant(node)
                        .flatMap(time -> time.isBefore(Instant.EPOCH)
                                ? node.invalid("Kafka's records are of 1970 or later, not of " + time)
                                : Read.value(new KafkaPosition.Time(time)))));
    }

    private static Read<KafkaPosition> offsets(YamlNode node, Seq<Tuple2<String, Long>> words) {
        return node.byKey(
                        EXAMPLE,
                        KafkaTopicNames::parse,
                        partitions -> Partitions.read(
                                partitions,
                                "a mapping of partitions to offsets, such as { 0: 42, 1: 17 }",
                                offset -> offset(offset, words)))
                .map(KafkaPosition.Offsets::new);
    }

    private static Read<Long> offset(YamlNode node, Seq<Tuple2<String, Long>> words) {
        String expected = "an offset, 0 or more, or " + words.map(Tuple2::_1).mkString(" or ");
        return node.parse(
                expected,
                text -> words.find(word -> word._1.equals(text))
                        .map(Tuple2::_2)
                        .orElse(() -> Option.when(OFFSET.matcher(text).matches(), () -> Long.parseLong(text)))
                        .toEither(() -> "expected " + expected + ", found " + Quoted.of(text)));
    }
}
