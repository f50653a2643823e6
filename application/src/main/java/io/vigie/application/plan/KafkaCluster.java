package io.vigie.application.plan;

import io.vavr.collection.Map;
import io.vavr.control.Option;

/**
 * A Kafka cluster, and how to talk to it.
 *
 * @param servers where to find it first: {@code host:port}, more of them with commas between
 * @param options settings of Kafka's clients by their names there, after {@code kafka.}; others are those of Spark's
 *     Kafka connector, by their names there
 * @param namespace the Event Hubs namespace whose Kafka endpoint this is, where it is one: then its topics are hubs
 */
public record KafkaCluster(String servers, Map<String, SettingValue> options, Option<String> namespace) {

    /** One of Kafka's own. */
    public KafkaCluster(String servers, Map<String, SettingValue> options) {
        this(servers, options, Option.none());
    }
}
