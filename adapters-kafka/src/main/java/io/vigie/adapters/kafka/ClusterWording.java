package io.vigie.adapters.kafka;

import io.vavr.control.Option;
import io.vigie.application.plan.KafkaCluster;

/**
 * What to call things in messages to people: those who read a hub of Azure Event Hubs by its Kafka endpoint wrote
 * nothing of topics and servers in their pipeline.
 *
 * @param topic what holds messages
 * @param topics several of them
 * @param place where they are, after "at" or "of"
 * @param cluster the same at the beginning of a sentence
 * @param key where a pipeline's file says it
 * @param login what to check when it lets nobody in
 * @param connection what to check when it does not answer
 */
record ClusterWording(
        String topic, String topics, String place, String cluster, String key, String login, String connection) {

    static ClusterWording of(KafkaCluster cluster) {
        return cluster.namespace().map(ClusterWording::ofEventHubs).getOrElse(() -> ofKafka(cluster.servers()));
    }

    /** The same by the namespace alone, of Event Hubs where there is one. */
    static ClusterWording of(Option<String> namespace) {
        return namespace.map(ClusterWording::ofEventHubs).getOrElse(() -> ofKafka("its servers"));
    }

    private static ClusterWording ofKafka(String servers) {
        return new ClusterWording(
                "topic",
                "topics",
                "at " + servers,
                "Kafka at " + servers,
                "kafka",
                "Check user, password and certificates under options, and kafka.security.protocol.",
                "Check servers, and whether kafka.security.protocol is that of the port.");
    }

    private static ClusterWording ofEventHubs(String namespace) {
        return new ClusterWording(
                "hub",
                "hubs",
                "of the Event Hubs namespace " + namespace,
                "The Event Hubs namespace " + namespace,
                "eventhubs",
                "Check the connection string, or the login and its roles: reading takes the role Azure Event Hubs Data"
                        + " Receiver or a policy with Listen, writing Data Sender or Send.",
                "Check its name, and whether the network lets through to its Kafka endpoint; the Basic tier has none,"
                        + " and there protocol: amqp is the way.");
    }
}
