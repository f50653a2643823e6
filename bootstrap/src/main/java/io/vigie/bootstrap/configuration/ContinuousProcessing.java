package io.vigie.bootstrap.configuration;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;

/**
 * What a pipeline must be for <a
 * href="https://spark.apache.org/docs/3.5.7/structured-streaming-programming-guide.html#continuous-processing">continuous
 * processing</a>: there are no batches, and Spark keeps nothing of what went before.
 */
final class ContinuousProcessing {

    private static final String INSTEAD = "write `trigger: { every: 1s }`";

    private ContinuousProcessing() {}

    /** What of the pipeline it cannot do. */
    static Seq<ConfigurationProblem> problems(YamlMapping pipeline, DataFlow flow) {
        return source(flow.source())
                .appendAll(outputs(pipeline, flow))
                .appendAll(sinks(flow))
                .appendAll(batches(pipeline));
    }

    private static Seq<ConfigurationProblem> source(Located<SourcePlan> source) {
        return source.plan() instanceof SourcePlan.KafkaTopics
                ? List.empty()
                : List.of(
                        source.node().problem("continuous processing reads Kafka alone: for this source, " + INSTEAD));
    }

    private static Seq<ConfigurationProblem> outputs(YamlMapping pipeline, DataFlow flow) {
        return flow.sinks()
                .keySet()
                .toList()
                .filter(Output::needsState)
                .flatMap(output -> PipelineReader.sink(pipeline, output)
                        .map(sink -> sink.key()
                                .problem("`" + output.word()
                                        + "` need what is remembered of each device, and in continuous"
                                        + " processing Spark remembers nothing: " + INSTEAD
                                        + ", or leave this output out")));
    }

    private static Seq<ConfigurationProblem> sinks(DataFlow flow) {
        Seq<Located<SinkPlan>> sinks =
                flow.sinks().filterKeys(output -> !output.needsState()).values().flatMap(all -> all);
        return sinks.flatMap(sink -> sink.plan() instanceof SinkPlan.KafkaTopic topic
                ? otherCluster(sink, topic.cluster(), sinks)
                : List.of(
                        sink.node().problem("continuous processing writes to Kafka alone: for this sink, " + INSTEAD)));
    }

    private static Seq<ConfigurationProblem> otherCluster(
            Located<SinkPlan> sink, KafkaCluster cluster, Seq<Located<SinkPlan>> sinks) {
        return sinks.find(first -> first.plan() instanceof SinkPlan.KafkaTopic)
                .filter(first -> first.plan() instanceof SinkPlan.KafkaTopic topic
                        && !topic.cluster().equals(cluster))
                .map(first -> sink.node()
                        .problem(
                                "continuous processing writes to one cluster: give this sink the `servers` and `options`"
                                        + " of the one on line "
                                        + first.node().position().line() + ", or " + INSTEAD))
                .toList();
    }

    /** What is said of batches, of which there are none. */
    private static Seq<ConfigurationProblem> batches(YamlMapping pipeline) {
        return List.of("source.kafka.maxRecordsPerTrigger", "source.kafka.minPartitions", "payload.maxRejectedShare")
                .flatMap(path -> pipeline.node()
                        .find(path)
                        .map(node -> node.problem("`" + path.substring(path.lastIndexOf('.') + 1)
                                + "` is about batches, and continuous processing has none: leave it out, or "
                                + INSTEAD)));
    }
}
