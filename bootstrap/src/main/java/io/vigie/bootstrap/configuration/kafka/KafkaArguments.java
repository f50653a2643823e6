package io.vigie.bootstrap.configuration.kafka;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.SinkPlan;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.bootstrap.configuration.yaml.YamlFile;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.Arrays;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A Kafka topic that a command line names, held to all that a sink in a pipeline file is held to. */
public final class KafkaArguments {

    private final Environment environment;

    /** Arguments whose {@code ${env:NAME}} stand for what this environment says; relative paths start here. */
    public KafkaArguments(Environment environment) {
        this.environment = environment;
    }

    /**
     * The topic, ready to be written to, or all that is wrong with it.
     *
     * @param options as in pipeline files, {@code ${env:NAME}} and {@code ${file:PATH}} unresolved
     */
    public Either<Seq<String>, SinkPlan.KafkaTopic> topic(
            String servers, String topic, Map<String, String> options, boolean allowPlaintextPassword) {
        MappingNode sink = mapping(
                entry("servers", text(servers)),
                entry("topic", text(topic)),
                entry("allowPlaintextPassword", text(String.valueOf(allowPlaintextPassword))),
                entry(
                        "options",
                        mapping(options.toList()
                                .map(option -> entry(option._1, text(option._2)))
                                .toJavaArray(NodeTuple[]::new))));
        return KafkaReader.sink(new YamlNode(YamlFile.none(environment), sink))
                .map(located -> (SinkPlan.KafkaTopic) located.plan())
                .toEither()
                .mapLeft(problems -> List.ofAll(problems).map(ConfigurationProblem::message));
    }

    private static MappingNode mapping(NodeTuple... entries) {
        return new MappingNode(Tag.MAP, Arrays.asList(entries), FlowStyle.FLOW);
    }

    private static NodeTuple entry(String key, Node value) {
        return new NodeTuple(text(key), value);
    }

    private static ScalarNode text(String text) {
        return new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
    }
}
