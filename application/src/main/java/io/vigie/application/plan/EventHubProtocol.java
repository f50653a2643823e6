package io.vigie.application.plan;

/** How to talk to a hub; what is read is the same. */
public enum EventHubProtocol {
    /** AMQP 1.0, the service's own, through the Event Hubs connector. */
    AMQP,
    /** The hub's Kafka endpoint, where an event's sequence number is its offset. */
    KAFKA
}
