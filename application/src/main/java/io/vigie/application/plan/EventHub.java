package io.vigie.application.plan;

import io.vavr.control.Option;

/**
 * One hub of an Azure Event Hubs namespace, or the Event Hubs endpoint of an IoT hub.
 *
 * @param host the namespace's host name, such as {@code acme.servicebus.windows.net}
 * @param port where the Kafka endpoint listens; none for its standard port. AMQP has one port everywhere
 * @param name the hub's name
 * @param login how to get in
 */
public record EventHub(String host, Option<Integer> port, String name, EventHubLogin login) {

    private static final int KAFKA_PORT = 9_093;

    /** Where its Kafka endpoint listens, as clients of Kafka write it: host and port. */
    public String kafkaServers() {
        return host + ":" + port.getOrElse(KAFKA_PORT);
    }
}
