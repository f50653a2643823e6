package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.Tuple;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
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
                .toList()
                .appendAll(outputs(pipeline, flow))
                .appendAll(sinks(flow))
                .appendAll(batches(pipeline));
    }

    private static Option<ConfigurationProblem> source(Located<SourcePlan> source) {
        Option<String> others = Option.some("continuous processing reads Kafka alone: for this source, " + INSTEAD);
        return source.plan()
                .interpret(new SourcePlan.Algebra<Option<String>>() {
                    @Override
                    public Option<String> files(SourcePlan.JsonFiles plan) {
                        return others;
                    }

                    @Override
                    public Option<String> table(SourcePlan.DeltaTable plan) {
                        return others;
                    }

                    @Override
                    public Option<String> topics(SourcePlan.KafkaTopics plan) {
                        return Option.none();
                    }

                    @Override
                    public Option<String> hub(SourcePlan.EventHubEvents plan) {
                        return Option.when(plan.protocol() == EventHubProtocol.AMQP, OVER_AMQP);
                    }

                    @Override
                    public Option<String> custom(SourcePlan.Custom plan) {
                        return others;
                    }
                })
                .map(source.node()::problem);
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
        return sinks.flatMap(sink -> sink.plan()
                .interpret(new Target())
                .fold(
                        problem -> List.of(sink.node().problem(problem)),
                        cluster -> otherCluster(sink, cluster, sinks).toList()));
    }

    /**
     * The cluster of a sink.
     *
     * @param same what is the same for all sinks of it: where it is, how to get in, and how it is written to
     * @param settings what of the sink says so
     */
    private record Cluster(Object same, String settings) {}

    /** Where a sink writes, or why that cannot be done continuously. */
    private static final class Target implements SinkPlan.Algebra<Either<String, Cluster>> {

        private static final String OTHERS = "continuous processing writes to Kafka alone: for this sink, " + INSTEAD;

        @Override
        public Either<String, Cluster> table(SinkPlan.DeltaTable plan) {
            return Either.left(OTHERS);
        }

        @Override
        public Either<String, Cluster> topic(SinkPlan.KafkaTopic plan) {
            return Either.right(new Cluster(plan.cluster(), "`servers`"));
        }

        @Override
        public Either<String, Cluster> hub(SinkPlan.HubEvents plan) {
            EventHub hub = plan.hub();
            return plan.protocol() == EventHubProtocol.AMQP
                    ? Either.left(OVER_AMQP)
                    : Either.right(new Cluster(
                            Tuple.of(hub.host(), hub.port(), hub.login(), plan.options()),
                            "`connectionString` (or `namespace` and `login`)"));
        }

        @Override
        public Either<String, Cluster> custom(SinkPlan.Custom plan) {
            return Either.left(OTHERS);
        }
    }

    private static Option<ConfigurationProblem> otherCluster(
            Located<SinkPlan> sink, Cluster cluster, Seq<Located<SinkPlan>> sinks) {
        return sinks.flatMap(first -> first.plan().interpret(new Target()).map(other -> Tuple.of(first, other)))
                .headOption()
                .filter(first -> !first._2.same().equals(cluster.same()))
                .map(first -> sink.node()
                        .problem("continuous processing writes to one cluster: give this sink the "
                                + cluster.settings()
                                + " and `options` of the one on line "
                                + first._1.node().position().line() + ", or " + INSTEAD));
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
