package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.bootstrap.configuration.kafka.KafkaServers;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Located;

/**
 * Sees that each Kafka sink of a pipeline has a topic of its own, which its source does not read; and each sink of Event
 * Hubs a hub, by whichever protocol. A hub is a topic of its namespace's Kafka endpoint.
 */
final class TopicConflicts {

    private TopicConflicts() {}

    /** Where a sink writes: a topic of these servers, and what it is called there. */
    private record Written(String servers, String topic, String word) {

        static Option<Written> by(Located<SinkPlan> sink) {
            return sink.plan().interpret(new SinkPlan.Algebra<>() {
                @Override
                public Option<Written> table(SinkPlan.DeltaTable plan) {
                    return Option.none();
                }

                @Override
                public Option<Written> topic(SinkPlan.KafkaTopic plan) {
                    return Option.some(new Written(plan.cluster().servers(), plan.topic(), "topic"));
                }

                @Override
                public Option<Written> hub(SinkPlan.HubEvents plan) {
                    return Option.some(
                            new Written(plan.hub().kafkaServers(), plan.hub().name(), "hub"));
                }

                @Override
                public Option<Written> custom(SinkPlan.Custom plan) {
                    return Option.none();
                }
            });
        }

        boolean isReadBy(SourcePlan source) {
            return source.interpret(new SourcePlan.Algebra<>() {
                @Override
                public Boolean files(SourcePlan.JsonFiles plan) {
                    return false;
                }

                @Override
                public Boolean table(SourcePlan.DeltaTable plan) {
                    return false;
                }

                @Override
                public Boolean topics(SourcePlan.KafkaTopics plan) {
                    return KafkaServers.meet(plan.cluster().servers(), servers)
                            && plan.topics().reads(topic);
                }

                @Override
                public Boolean hub(SourcePlan.EventHubEvents plan) {
                    return KafkaServers.meet(plan.hub().kafkaServers(), servers)
                            && plan.hub().name().equalsIgnoreCase(topic);
                }

                @Override
                public Boolean custom(SourcePlan.Custom plan) {
                    return false;
                }
            });
        }

        boolean isThatOf(Written other) {
            boolean hubs = word.equals("hub") || other.word.equals("hub");
            return KafkaServers.meet(servers, other.servers)
                    && (hubs ? topic.equalsIgnoreCase(other.topic) : topic.equals(other.topic));
        }
    }

    /** Sinks that write what the source reads, or where another sink writes. */
    static Seq<ConfigurationProblem> problems(Located<SourcePlan> source, Seq<Located<SinkPlan>> sinks) {
        return sinks.zipWithIndex()
                .flatMap(sink -> Written.by(sink._1)
                        .flatMap(written -> Option.when(written.isReadBy(source.plan()), source)
                                .map(reader -> "the source on line " + line(reader) + " reads this " + written.word()
                                        + ": the pipeline would read what it writes")
                                .orElse(() -> sinks.take(sink._2)
                                        .find(earlier -> Written.by(earlier).exists(written::isThatOf))
                                        .map(writer ->
                                                "the sink on line " + line(writer) + " writes to this " + written.word()
                                                        + ": each sink has a " + written.word() + " of its own")))
                        .map(sink._1.node()::problem));
    }

    private static int line(Located<?> located) {
        return located.node().position().line();
    }
}
