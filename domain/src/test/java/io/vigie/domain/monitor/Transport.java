package io.vigie.domain.monitor;

import io.vigie.domain.reading.Microseconds;

/**
 * When a device's messages arrive in a scenario: when they were measured, or, where the clock is further by then, at once.
 * One that was measured before others comes a millisecond after them, so that it is no upload in bulk.
 */
final class Transport {

    private static final long MILLISECOND = 1_000;

    private long clock = Microseconds.NONE;
    private long largestTime = Microseconds.NONE;

    long arrival(long eventTime) {
        clock = eventTime >= largestTime ? Math.max(clock, eventTime) : clock + MILLISECOND;
        largestTime = Math.max(largestTime, eventTime);
        return clock;
    }

    void clockAt(long time) {
        clock = Math.max(clock, time);
    }
}
