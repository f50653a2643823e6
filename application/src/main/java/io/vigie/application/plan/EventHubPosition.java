package io.vigie.application.plan;

import java.time.Instant;

/** A place in a partition of a hub. */
public sealed interface EventHubPosition {

    /** The oldest event that is there. */
    record Earliest() implements EventHubPosition {}

    /** After the newest event that is there. */
    record Latest() implements EventHubPosition {}

    /** The event with this sequence number, which counts the events of its partition from 0. */
    record SequenceNumber(long number) implements EventHubPosition {}

    /** The event at this offset, a text whose meaning is the service's own; the Kafka endpoint does not know it. */
    record Offset(String offset) implements EventHubPosition {}

    /** The first event that the service took at this time or later. */
    record EnqueuedTime(Instant from) implements EventHubPosition {}
}
