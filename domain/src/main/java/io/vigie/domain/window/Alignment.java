package io.vigie.domain.window;

/**
 * Where windows of a fixed length lie: {@code [n * every, n * every + size)} for every whole n. The arithmetic rounds
 * down, so times before 1970 are treated like those after.
 *
 * @param size the length of each, in microseconds
 * @param every how long after one the next begins, in microseconds; not more than the size
 */
public record Alignment(long size, long every) {

    /** @throws IllegalArgumentException when windows would not advance, or leave times out */
    public Alignment {
        if (every < 1 || every > size) {
            throw new IllegalArgumentException(
                    "Windows of " + size + " microseconds do not begin every " + every + " microseconds.");
        }
    }

    /** The start of the last window that a time lies in. Earlier ones begin {@code every} before, each. */
    public long lastStart(long time) {
        return Math.floorDiv(time, every) * every;
    }
}
