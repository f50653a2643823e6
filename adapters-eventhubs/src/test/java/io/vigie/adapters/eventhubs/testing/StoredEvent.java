package io.vigie.adapters.eventhubs.testing;

import java.time.Instant;

/**
 * An event that is in a partition, and where.
 *
 * @param partition its id
 * @param sequenceNumber one more than that of the event before
 * @param offset where it begins in the partition's bytes
 * @param enqueuedTime when the service took it, to the millisecond
 * @param event what the sender made
 */
public record StoredEvent(String partition, long sequenceNumber, long offset, Instant enqueuedTime, Event event) {}
