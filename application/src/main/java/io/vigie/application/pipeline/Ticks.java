package io.vigie.application.pipeline;

/**
 * The pipeline's clock as an engine's watermark carries it: a number that never falls, of which a millisecond has sixteen,
 * counted from the year 0 on.
 *
 * <p>Spark's own watermark would be milliseconds since 1970. It cannot go below 0, and times before 1970 are to be
 * reached too; and Spark looks for expired devices only when the watermark has moved, so that it must be able to move
 * while the clock stands still. A timestamp column has room for sixteen ticks a millisecond up to the year 18000.
 */
public final class Ticks {

    /** The lowest there is, and the watermark before anything is read. */
    public static final long NONE = 0;

    private static final long A_MILLISECOND = 16;
    private static final long MICROSECONDS_A_MILLISECOND = 1_000;

    /** From 1970 back to the year 0, in milliseconds. */
    private static final long YEAR_0 = 62_167_219_200_000L;

    private Ticks() {}

    /** Of a time in microseconds since 1970, rounded down to a whole millisecond. */
    public static long of(long time) {
        return Math.max(NONE, (Math.floorDiv(time, MICROSECONDS_A_MILLISECOND) + YEAR_0) * A_MILLISECOND);
    }

    /** Of so many nanoseconds that pass. */
    public static long passing(long nanoseconds) {
        return nanoseconds / 1_000_000 * A_MILLISECOND;
    }

    /** The time in microseconds since 1970. */
    public static long time(long ticks) {
        return (ticks / A_MILLISECOND - YEAR_0) * MICROSECONDS_A_MILLISECOND;
    }
}
