package io.vigie.domain.monitor;

import java.util.Locale;

/** When a reading counts as arrived. */
public enum ArrivalTime {
    /** When the transport had it: a broker's or hub's timestamp, a file's modification. */
    TRANSPORT,
    /** When it was measured: for files of the past, whose devices then move by their own readings alone. */
    EVENT;

    /** The word in pipeline files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
