package io.vigie.application.review;

import java.io.Serializable;
import java.time.Duration;

/**
 * What of a history was late, and not evaluated.
 *
 * @param readings how many readings
 * @param longestDelay how far they were behind what had come before, at most, in microseconds
 */
public record Lateness(long readings, long longestDelay) implements Serializable {

    /** Nothing was. */
    public static final Lateness NONE = new Lateness(0, 0);

    private static final long MICROSECONDS_A_SECOND = 1_000_000;

    Lateness and(Lateness other) {
        return new Lateness(readings + other.readings, Math.max(longestDelay, other.longestDelay));
    }

    /** How long {@code outOfOrder} must be for none to be late, in whole seconds. */
    public Duration outOfOrder() {
        return Duration.ofSeconds(-Math.floorDiv(-longestDelay, MICROSECONDS_A_SECOND));
    }

    /** Whether more than one in a hundred of so many was. */
    public boolean isMuchOf(long all) {
        return readings * 100 > all;
    }
}
