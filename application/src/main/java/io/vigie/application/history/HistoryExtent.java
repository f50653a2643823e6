package io.vigie.application.history;

import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.RejectionReason;
import java.time.Instant;

/**
 * How much history there is.
 *
 * @param readings how many readings there are, late and repeated ones included
 * @param devices how many devices sent them
 * @param first the earliest event time, where there are readings
 * @param last the latest event time, where there are readings
 * @param arrived the latest arrival, where something arrived
 * @param rejected how many messages could not be read, by reason
 */
public record HistoryExtent(
        long readings,
        long devices,
        Option<Instant> first,
        Option<Instant> last,
        Option<Instant> arrived,
        Map<RejectionReason, Long> rejected) {

    /** How many messages could not be read in all. */
    public long rejectedInAll() {
        return rejected.values().sum().longValue();
    }

    /**
     * Where the clock of a replay ends, where there are readings: at the latest arrival; where readings arrive when they are
     * measured, at the latest event time, but not beyond the latest arrival.
     */
    public Option<Instant> clock(TimePolicy time) {
        return last.flatMap(measured -> arrived.map(
                latest -> time.arrival() == ArrivalTime.TRANSPORT || measured.isAfter(latest) ? latest : measured));
    }
}
