package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.Tuple;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.EventHub;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;

/**
 * What a pipeline must be for <a
 * href="https://spark.apache.org/docs/3.5.7/structured-streaming-programming-guide.html#continuous-processing">continuous
 * processing</a>: there are no batches, and Spark keeps nothing of what went before.
 */
final class ContinuousProcessing {

    private static final String INSTEAD = "write `trigger: { every: 1s }`";
    private static final String OVER_AMQP = "continuous processing knows hubs by their Kafka endpoint alone: write"
            + " `protocol: kafka`, or `trigger: { every: 1s }`";

    private ContinuousProcessing() {}

    /** What of the pipeline it cannot do. */
    static Seq<ConfigurationProblem> problems(YamlMapping pipeline, DataFlow flow) {
        return source(flow.source())
                .appendAll(outputs(pipeline, flow))
                .appendAll(sinks(flow))
                .appendAll(batches(pipeline));
    }

    private static Seq<ConfigurationProblem> source(Located<SourcePlan> source) {
        if (source.plan() instanceof SourcePlan.EventHubEvents events && events.protocol() == EventHubProtocol.AMQP) {
            return List.of(source.node().problem(OVER_AMQP));
        }
        return source.plan() instanceof SourcePlan.KafkaTopics || source.plan() instanceof SourcePlan.EventHubEvents
                ? List.empty()
                : List.of(
                        source.node().problem("continuous processing reads Kafka alone: for this source, " + INSTEAD));
    }

    private static Seq<ConfigurationProblem> outputs(YamlMapping pipeline, DataFlow flow) {
        return flow.sinks()
                .keySet()
                .toList()
                .filter(Output::needsState)
                .flatMap(output -> DataFlow.sink(pipeline, output)
                        .map(sink -> sink.key()
                                .problem("`" + output.word()
                                        + "` need what is remembered of each device, and in continuous"
                                        + " processing Spark remembers nothing: " + INSTEAD
                                        + ", or leave this output out")));
    }

    private static Seq<ConfigurationProblem> sinks(DataFlow flow) {
        Seq<Located<SinkPlan>> sinks =
                flow.sinks().filterKeys(output -> !output.needsState()).values().flatMap(all -> all);
        return sinks.flatMap(sink -> {
            if (sink.plan() instanceof SinkPlan.HubEvents events && events.protocol() == EventHubProtocol.AMQP) {
                return List.of(sink.node().problem(OVER_AMQP));
            }
            return cluster(sink)
                    .map(cluster -> otherCluster(sink, cluster, sinks))
                    .getOrElse(() -> List.of(sink.node()
                            .problem("continuous processing writes to Kafka alone: for this sink, " + INSTEAD)));
        });
    }

    /** What is the same for sinks of one cluster: where it is, how to get in, and how it is written to. */
    private static Option<Object> cluster(Located<SinkPlan> sink) {
        if (sink.plan() instanceof SinkPlan.HubEvents events) {
            EventHub hub = events.hub();
            return Option.when(
                    events.protocol() == EventHubProtocol.KAFKA,
                    Tuple.of(hub.host(), hub.port(), hub.login(), events.options()));
        }
        return sink.plan() instanceof SinkPlan.KafkaTopic topic ? Option.some(topic.cluster()) : Option.none();
    }

    private static Seq<ConfigurationProblem> otherCluster(
            Located<SinkPlan> sink, Object cluster, Seq<Located<SinkPlan>> sinks) {
        return sinks.flatMap(first -> cluster(first).map(other -> Tuple.of(first, other)))
                .headOption()
                .filter(first -> !first._2.equals(cluster))
                .map(first -> sink.node()
                        .problem("continuous processing writes to one cluster: give this sink the "
                                + (sink.plan() instanceof SinkPlan.HubEvents
                                        ? "`connectionString` (or `namespace` and `login`)"
                                        : "`servers`")
                                + " and `options` of the one on line "
                                + first._1.node().position().line() + ", or " + INSTEAD))
                .toList();
    }

    /** What is said of batches, of which there are none. */
    private static Seq<ConfigurationProblem> batches(YamlMapping pipeline) {
        return List.of(
                        "source.kafka.maxRecordsPerTrigger",
                        "source.kafka.minPartitions",
                        "source.eventhubs.maxEventsPerTrigger",
                        "payload.maxRejectedShare")
                .flatMap(path -> pipeline.node()
                        .find(path)
                        .map(node -> node.problem("`" + path.substring(path.lastIndexOf('.') + 1)
                                + "` is about batches, and continuous processing has none: leave it out, or "
                                + INSTEAD)));
    }
}
