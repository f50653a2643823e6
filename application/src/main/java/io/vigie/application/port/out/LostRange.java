package io.vigie.application.port.out;

import java.io.Serializable;

/**
 * Messages that were gone before a pipeline had read them, as when a broker keeps them for less time than the pipeline
 * was away.
 *
 * @param source where they were, such as a topic
 * @param partition the part of it
 * @param from the offset of the first of them
 * @param until the offset after the last of them
 */
public record LostRange(String source, String partition, long from, long until) implements Serializable {

    /** How many there were, so far as offsets tell. */
    public long count() {
        return until - from;
    }

    @Override
    public String toString() {
        return source + " partition " + partition + ", offsets " + from + " to " + (until - 1);
    }
}
