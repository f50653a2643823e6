package io.vigie.domain.text;

import java.time.Duration;

/**
 * From how long to how long a duration may be.
 *
 * @param least the shortest, included
 * @param most the longest, included
 */
public record DurationRange(Duration least, Duration most) {

    /** A leap year: long enough for seasons, short enough for event times never to overflow. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** Of durations that may also be none. */
    public static final DurationRange FROM_NONE = new DurationRange(Duration.ZERO, LONGEST);

    /** Of spans of time, which are never empty. */
    public static final DurationRange SPANS = new DurationRange(Duration.ofMillis(1), LONGEST);

    /** Whether the duration is within it. */
    public boolean contains(Duration duration) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    /** As a sentence has it: {@code from 1ms to 366d}. */
    @Override
    public String toString() {
        return "from " + DurationText.print(least) + " to " + DurationText.print(most);
    }
}
