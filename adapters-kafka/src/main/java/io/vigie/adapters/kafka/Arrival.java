package io.vigie.adapters.kafka;

/**
 * When records arrived. Unless a topic has {@code message.timestamp.type=LogAppendTime}, a record's timestamp is its
 * producer's: one that the producer's clock cannot have had, or that is missing, does not count, and the time of reading
 * stands for it. So a producer in 2099 has its readings rejected as from the future, and moves no clock.
 *
 * @param now the time of reading, in milliseconds since 1970
 */
record Arrival(long now) {

    /** Clocks may differ by this. */
    private static final long TOLERANCE_MILLIS = 300_000;

    /** The arrival of a record with this timestamp, in microseconds since 1970. */
    long of(long timestamp) {
        return (timestamp < 0 || timestamp > now + TOLERANCE_MILLIS ? now : timestamp) * 1_000;
    }
}
