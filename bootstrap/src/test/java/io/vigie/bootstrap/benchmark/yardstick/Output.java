package io.vigie.bootstrap.benchmark.yardstick;

import java.util.Locale;

/** Something that a workload writes: a table, or a topic. */
public enum Output {
    READINGS,
    VIOLATIONS,
    ALARMS,
    WINDOWS,
    REJECTED;

    /** Its name in pipeline files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
