package io.vigie.domain.monitor.readings;

/** Takes readings of one metric that are told. */
public interface ReadingTarget {

    /** A reading by its time, in microseconds since 1970, and its value. */
    void reading(long time, double value);
}
