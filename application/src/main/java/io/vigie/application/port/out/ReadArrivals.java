package io.vigie.application.port.out;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.domain.reading.Microseconds;
import java.io.Serializable;

/**
 * How far a source was read, by when its messages arrived. Times are microseconds since 1970, {@link Microseconds#NONE}
 * where there is none.
 *
 * @param latest for each part of the source, by its name, the largest arrival read
 * @param first the earliest arrival that the pipeline has read at all
 * @param measured the largest event time of an accepted reading
 * @param horizon the largest event time of a device with that device's lag: whatever a device waits for, it begins to wait
 *     no later than this
 * @param clockBefore where the clock stood that went by event times, in a checkpoint of a version that had such a one
 */
public record ReadArrivals(Map<String, Long> latest, long first, long measured, long horizon, Option<Long> clockBefore)
        implements Serializable {

    /** Nothing was read. */
    public static final ReadArrivals NONE =
            new ReadArrivals(HashMap.empty(), Microseconds.NONE, Microseconds.NONE, Microseconds.NONE, Option.none());

    /** These and those of what was read later. */
    public ReadArrivals and(ReadArrivals later) {
        return new ReadArrivals(
                latest.merge(later.latest, Math::max),
                first == Microseconds.NONE ? later.first : first,
                Math.max(measured, later.measured),
                Math.max(horizon, later.horizon),
                clockBefore.orElse(later.clockBefore));
    }

    /** These and those of what was read at the same time. */
    public ReadArrivals beside(ReadArrivals other) {
        ReadArrivals both = and(other);
        boolean isEarlier = other.first != Microseconds.NONE && (first == Microseconds.NONE || other.first < first);
        return isEarlier ? new ReadArrivals(both.latest, other.first, both.measured, both.horizon, clockBefore) : both;
    }

    /** The same after a clock that went by event times. */
    public ReadArrivals after(long clock) {
        return new ReadArrivals(latest, first, measured, horizon, Option.some(clock));
    }

    /** The same where a device begins to wait for something no later than this. */
    public ReadArrivals upTo(long latestWait) {
        return new ReadArrivals(latest, first, measured, latestWait, clockBefore);
    }

    /** The largest arrival of all parts. */
    public long largest() {
        return latest.values().max().getOrElse(Microseconds.NONE);
    }
}
