package io.vigie.application.simulation;

import java.util.Locale;

/** The ways a simulated device goes wrong. */
public enum FaultKind {
    /** A temperature climbs, stays high and falls back. */
    OVERHEATING("climbs away from normal, stays there and comes back"),
    /** One reading is far off. */
    SPIKE("jumps for a single reading"),
    /** A sensor repeats its last value. */
    STUCK("repeats its last value"),
    /** A value walks away from normal, slowly, until somebody repairs it. */
    DRIFT("walks away from normal until it is repaired at a stroke"),
    /** The device sends nothing at all. */
    SILENCE("sends nothing"),
    /** A vibration far above normal; the device then measures more often. */
    VIBRATION("shakes, and measures more often while it does");

    private final String course;

    FaultKind(String course) {
        this.course = course;
    }

    /** What happens, as the end of a sentence that starts with what it happens to. */
    public String course() {
        return course;
    }

    /** The word that labels carry, such as {@code overheating}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
