package io.vigie.bootstrap.configuration;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;

/** Sees that each Kafka sink of a pipeline has a topic of its own, which its source does not read. */
final class TopicsApart {

    private TopicsApart() {}

    /** Sinks that write what the source reads, or where another sink writes. */
    static Seq<ConfigurationProblem> problems(Located<SourcePlan> source, Seq<Located<SinkPlan>> sinks) {
        return sinks.zipWithIndex()
                .flatMap(sink -> sink._1.plan() instanceof SinkPlan.KafkaTopic topic
                        ? readBy(source, topic)
                                .map(reader -> "the source on line " + line(reader)
                                        + " reads this topic: the pipeline would read what it writes")
                                .orElse(() -> writtenBy(sinks.take(sink._2), topic)
                                        .map(writer -> "the sink on line " + line(writer)
                                                + " writes to this topic: each sink has a topic of its own"))
                                .map(sink._1.node()::problem)
                        : Option.none());
    }

    private static Option<Located<SourcePlan>> readBy(Located<SourcePlan> source, SinkPlan.KafkaTopic sink) {
        return Option.some(source)
                .filter(located -> located.plan() instanceof SourcePlan.KafkaTopics kafka
                        && KafkaServers.meet(
                                kafka.cluster().servers(), sink.cluster().servers())
                        && KafkaTopicNames.reads(kafka.topics(), sink.topic()));
    }

    private static Option<Located<SinkPlan>> writtenBy(Seq<Located<SinkPlan>> sinks, SinkPlan.KafkaTopic sink) {
        return sinks.find(located -> located.plan() instanceof SinkPlan.KafkaTopic other
                && KafkaServers.meet(other.cluster().servers(), sink.cluster().servers())
                && other.topic().equals(sink.topic()));
    }

    private static int line(Located<?> located) {
        return located.node().position().line();
    }
}
