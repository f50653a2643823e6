package io.vigie.adapters.kafka;

/**
 * When the records of a partition arrived, one after the other. Unless a topic has {@code
 * message.timestamp.type=LogAppendTime}, a record's timestamp is its producer's. One that the producer's clock cannot have
 * had counts as the moment the batch was planned, so that a producer in 2099 has its readings rejected as from the future,
 * and moves no clock. One that is missing, or 0, counts as that of the record before; the first as that moment.
 */
final class ArrivalTimes {

    /** Clocks may differ by this. */
    private static final long TOLERANCE_MILLIS = 300_000;

    private final long planned;
    private long before;

    /** @param planned when the batch was planned, in milliseconds since 1970 */
    ArrivalTimes(long planned) {
        this.planned = planned;
        before = planned;
    }

    /** The arrival of the next record, which has this timestamp, in microseconds since 1970. */
    long of(long timestamp) {
        if (timestamp > 0) {
            before = timestamp > planned + TOLERANCE_MILLIS ? planned : timestamp;
        }
        return before * 1_000;
    }
}
