package io.vigie.bootstrap.operation;

import java.time.Duration;

/** How long ago something was, at a glance: in the largest unit of which two have passed, such as {@code 119s} or {@code 2m}. */
public final class AgeText {

    private static final Duration MINUTES = Duration.ofMinutes(2);
    private static final Duration HOURS = Duration.ofHours(2);
    private static final Duration DAYS = Duration.ofDays(2);

    private AgeText() {}

    /** The text of an age; what is yet to come counts as just now. */
    public static String of(Duration age) {
        if (age.compareTo(MINUTES) < 0) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.compareTo(HOURS) < 0) {
            return age.toMinutes() + "m";
        }
        return age.compareTo(DAYS) < 0 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
