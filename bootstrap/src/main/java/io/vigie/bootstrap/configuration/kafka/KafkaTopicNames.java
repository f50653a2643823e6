package io.vigie.bootstrap.configuration.kafka;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.TopicSelection;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the names of Kafka topics, under the rules that Kafka itself has for them. */
public final class KafkaTopicNames {

    private static final String EXPECTED = "a topic's name of 1 to 249 of the characters A-Z a-z 0-9 . _ -";
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    /** By key, each saying which topics are meant in its way. */
    static final Map<String, Function<YamlNode, Read<TopicSelection>>> SELECTIONS = LinkedHashMap.of(
            "topic", node -> one(node).map(topic -> new TopicSelection.Named(List.of(topic))),
            "topics", KafkaTopicNames::several,
            "topicPattern", KafkaTopicNames::pattern);

    private KafkaTopicNames() {}

    static Read<String> one(YamlNode node) {
        return node.parse(EXPECTED, KafkaTopicNames::parse);
    }

    static Either<String, String> parse(String text) {
        return NAME.matcher(text).matches()
                ? Either.right(text)
                : Either.left("expected " + EXPECTED + ", found " + Quoted.of(text));
    }

    private static Read<TopicSelection> several(YamlNode node) {
        return node.isList() && node.items().isEmpty()
                ? node.invalid("no topic here: give one or more")
                : node.list("a list of topics such as [lyon, paris]", KafkaTopicNames::one)
                        .withProblems(repeated(node.items()))
                        .map(TopicSelection.Named::new);
    }

    private static Seq<ConfigurationProblem> repeated(Seq<YamlNode> topics) {
        return topics.zipWithIndex()
                .filter(topic -> topic._1.written().isDefined()
                        && topics.take(topic._2)
                                .exists(earlier -> earlier.written().equals(topic._1.written())))
                .map(topic -> topic._1.problem(
                        "the topic " + Quoted.of(topic._1.written().getOrElse("")) + " is named twice"));
    }

    private static Read<TopicSelection> pattern(YamlNode node) {
        return node.parse("a regular expression of topics' names, such as readings-.*", text -> {
            if (text.isBlank()) {
                return Either.left("the pattern is empty: no topic has such a name");
            }
            try {
                return Either.right(
                        new TopicSelection.Matching(Pattern.compile(text).pattern()));
            } catch (PatternSyntaxException e) {
                return Either.left(Quoted.of(text) + " is no regular expression: " + e.getDescription() + ", at "
                        + (e.getIndex() + 1));
            }
        });
    }
}
