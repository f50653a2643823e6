package io.vigie.domain.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Event time as the kernel counts it: microseconds since 1970, which reach beyond the years 0 to 9999. */
public final class Microseconds {

    /** No time at all. */
    public static final long NONE = Long.MIN_VALUE;

    /** A time that no clock reaches. */
    public static final long NEVER = Long.MAX_VALUE;

    private Microseconds() {}

    /** The length of a duration; finer digits are cut off. */
    public static long of(Duration duration) {
        return duration.getSeconds() * 1_000_000 + duration.getNano() / 1_000;
    }

    /** The microseconds from 1970 to an instant, negative before; finer digits are cut off. */
    public static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** The instant so many microseconds after 1970. */
    public static Instant instant(long microseconds) {
        return Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
    }

    /** So many microseconds as a duration. */
    public static Duration duration(long microseconds) {
        return Duration.of(microseconds, ChronoUnit.MICROS);
    }
}
