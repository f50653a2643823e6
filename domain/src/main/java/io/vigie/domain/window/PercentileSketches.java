package io.vigie.domain.window;

/**
 * Keeps the distribution of any number of values in few bytes, for percentiles that are nearly right. A sketch is its
 * bytes and nothing else, and whatever is done to one depends on its arguments alone: that is why windows come out the
 * same wherever their state was written and read. No bytes are the sketch of no values.
 */
public interface PercentileSketches {

    /** There are none: for windows that ask for no percentile. */
    PercentileSketches NONE = new NoPercentileSketches();

    /**
     * A sketch with further values.
     *
     * @param sketch stays as it is
     * @param values finite, the first {@code count} of them
     */
    byte[] add(byte[] sketch, double[] values, int count);

    /** A sketch of the values of two. */
    byte[] merge(byte[] sketch, byte[] other);

    /**
     * A percentile.
     *
     * @param sketch of one value at least
     * @param percent from 0 to 100
     */
    double percentile(byte[] sketch, double percent);
}
