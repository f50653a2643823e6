package io.vigie.domain.reading;

import java.util.Locale;

/** Why a message, or a reading in it, is not taken: the {@code reason} of a rejected message. */
public enum RejectionReason {
    /** The text is not of the payload's format at all. */
    MALFORMED,
    /** A required field is absent or null. */
    MISSING_FIELD,
    /** A field is there with a value of another kind. */
    WRONG_TYPE,
    /** A field's value is of its kind but beyond what is allowed: an infinite number, a year beyond 9999. */
    OUT_OF_RANGE,
    /** The event time is further ahead of the arrival than the pipeline allows. */
    FUTURE,
    /** The event time is further behind the device's watermark than the pipeline allows. */
    LATE,
    /** The message, its nesting or one of its values is larger than the limits. */
    TOO_LARGE,
    /** It is of a device or a metric beyond those that a pipeline remembers. */
    TOO_MANY;

    /** The word that tables and headers carry, such as {@code missing_field}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reason that a word stands for.
     *
     * @throws IllegalArgumentException when there is none of that word
     */
    public static RejectionReason of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
