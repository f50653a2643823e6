package io.vigie.domain.window;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A span of event time, half-open: the start belongs to it, the end does not.
 *
 * @param start its first time, in microseconds since 1970, negative before
 * @param end the first time after it
 */
public record TimeWindow(long start, long end) {

    /** @throws IllegalArgumentException when it ends before it has begun */
    public TimeWindow {
        if (end <= start) {
            throw new IllegalArgumentException(
                    "A window ends after its start; " + end + " is not after " + start + ".");
        }
    }

    /** Whether an event time, in microseconds since 1970, lies in it. */
    public boolean contains(long time) {
        return start <= time && time < end;
    }

    /** Its start as an instant. */
    public Instant startTime() {
        return Instant.EPOCH.plus(start, ChronoUnit.MICROS);
    }

    /** Its end as an instant. */
    public Instant endTime() {
        return Instant.EPOCH.plus(end, ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return "[" + startTime() + ", " + endTime() + ")";
    }
}
