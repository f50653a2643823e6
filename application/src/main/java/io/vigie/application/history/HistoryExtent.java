package io.vigie.application.history;

import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.domain.reading.RejectionReason;
import java.time.Instant;

/**
 * How much history there is.
 *
 * @param readings how many readings there are to evaluate
 * @param devices how many devices sent them
 * @param first the earliest event time, where there are readings
 * @param last the latest event time, where there are readings: here the clock of a replay ends
 * @param late how many readings are left out because they were late when they came
 * @param rejected how many messages could not be read, by reason
 */
public record HistoryExtent(
        long readings,
        long devices,
        Option<Instant> first,
        Option<Instant> last,
        long late,
        Map<RejectionReason, Long> rejected) {

    /** How many messages could not be read in all. */
    public long rejectedInAll() {
        return rejected.values().sum().longValue();
    }
}
