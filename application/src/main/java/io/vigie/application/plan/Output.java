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
    /** For each reading, the rules whose condition it meets by itself: what can be told of it without any other. */
    VIOLATIONS,
    /** Messages and readings that were not taken, byte for byte. */
    REJECTED;

    /**
     * Whether it takes what is remembered of a device: its watermark, its alarms, its windows. The others follow from
     * each message alone.
     */
    public boolean needsState() {
        return this == READINGS || this == ALARMS || this == WINDOWS;
    }

    /** The word that pipeline files use, such as {@code readings}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
