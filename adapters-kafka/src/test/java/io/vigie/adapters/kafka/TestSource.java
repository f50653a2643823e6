package io.vigie.adapters.kafka;

import io.vavr.Tuple;
import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.adapters.kafka.testing.Listener;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.spark.testing.SourceUnderTest;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.KafkaPosition;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TopicSelection;
import java.util.Map;

/**
 * A pipeline's Kafka source, and what tests vary of it. Unless they do, it reads all there is on the shared broker.
 *
 * @param plan as it stands
 */
record TestSource(SourcePlan.KafkaTopics plan) implements SourceUnderTest {

    /** Of these topics. */
    static TestSource of(String... topics) {
        return of(new TopicSelection.Named(List.of(topics)));
    }

    /** Of all topics that match. */
    static TestSource matching(String pattern) {
        return of(new TopicSelection.Matching(pattern));
    }

    private static TestSource of(TopicSelection topics) {
        return new TestSource(new SourcePlan.KafkaTopics(
                cluster(TestBroker.shared()),
                topics,
                new KafkaPosition.Earliest(),
                Option.none(),
                Option.none(),
                Option.none(),
                true,
                false));
    }

    /** A broker, in the clear. */
    static KafkaCluster cluster(TestBroker broker) {
        return cluster(broker.clientSettings(Listener.PLAINTEXT));
    }

    /** The cluster that a client with these settings would talk to, in the way that it would; each may be a secret. */
    static KafkaCluster cluster(Map<String, String> clientSettings) {
        return new KafkaCluster(
                clientSettings.get("bootstrap.servers"),
                HashMap.ofAll(clientSettings)
                        .remove("bootstrap.servers")
                        .map((name, value) ->
                                Tuple.of("kafka." + name, new SettingValue(value, "${env:" + name + "}"))));
    }

    /** A topic of the shared broker as a sink. */
    static SinkPlan sink(String topic) {
        return new SinkPlan.KafkaTopic(cluster(TestBroker.shared()), topic);
    }

    @Override
    public Adapter adapter() {
        return Adapter.of(new KafkaConnector());
    }

    /** On another cluster, or in another way. */
    TestSource at(KafkaCluster cluster) {
        return new TestSource(new SourcePlan.KafkaTopics(
                cluster,
                plan.topics(),
                plan.starting(),
                plan.ending(),
                plan.maxRecordsPerTrigger(),
                plan.minPartitions(),
                plan.failOnDataLoss(),
                plan.headersAsTags()));
    }

    /** With one more setting of its client, such as {@code isolation.level}. */
    TestSource client(String setting, String value) {
        KafkaCluster cluster = plan.cluster();
        return at(new KafkaCluster(
                cluster.servers(), cluster.options().put("kafka." + setting, SettingValue.plain(value))));
    }

    TestSource starting(KafkaPosition starting) {
        return new TestSource(new SourcePlan.KafkaTopics(
                plan.cluster(),
                plan.topics(),
                starting,
                plan.ending(),
                plan.maxRecordsPerTrigger(),
                plan.minPartitions(),
                plan.failOnDataLoss(),
                plan.headersAsTags()));
    }

    TestSource ending(KafkaPosition ending) {
        return new TestSource(new SourcePlan.KafkaTopics(
                plan.cluster(),
                plan.topics(),
                plan.starting(),
                Option.some(ending),
                plan.maxRecordsPerTrigger(),
                plan.minPartitions(),
                plan.failOnDataLoss(),
                plan.headersAsTags()));
    }

    TestSource maxRecordsPerTrigger(long most) {
        return new TestSource(new SourcePlan.KafkaTopics(
                plan.cluster(),
                plan.topics(),
                plan.starting(),
                plan.ending(),
                Option.some(most),
                plan.minPartitions(),
                plan.failOnDataLoss(),
                plan.headersAsTags()));
    }

    TestSource minPartitions(int least) {
        return new TestSource(new SourcePlan.KafkaTopics(
                plan.cluster(),
                plan.topics(),
                plan.starting(),
                plan.ending(),
                plan.maxRecordsPerTrigger(),
                Option.some(least),
                plan.failOnDataLoss(),
                plan.headersAsTags()));
    }

    TestSource goingOnWithoutLostRecords() {
        return new TestSource(new SourcePlan.KafkaTopics(
                plan.cluster(),
                plan.topics(),
                plan.starting(),
                plan.ending(),
                plan.maxRecordsPerTrigger(),
                plan.minPartitions(),
                false,
                plan.headersAsTags()));
    }

    TestSource headersAsTags() {
        return new TestSource(new SourcePlan.KafkaTopics(
                plan.cluster(),
                plan.topics(),
                plan.starting(),
                plan.ending(),
                plan.maxRecordsPerTrigger(),
                plan.minPartitions(),
                plan.failOnDataLoss(),
                true));
    }
}
