package io.vigie.application.plan;

import java.util.Locale;

/** What a pipeline can write. One without a sink is not computed. */
public enum Output {
    /** Every valid reading. */
    READINGS,
    /** What happens to alarms. */
    ALARMS,
    /** Windows that are complete, with their aggregates. */
    WINDOWS,
    /** Messages and readings that were not taken, byte for byte. */
    REJECTED;

    /** The word that pipeline files use, such as {@code readings}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
