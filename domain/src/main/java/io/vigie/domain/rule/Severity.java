package io.vigie.domain.rule;

import java.util.Locale;

/**
 * How grave an alarm is, from the least to the most, in the words of ITU-T X.733.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.733">ITU-T X.733, perceived severity</a>
 */
public enum Severity {
    /** A fault may be coming. */
    WARNING,
    /** A fault that does not affect service. */
    MINOR,
    /** Service suffers and wants urgent repair. */
    MAJOR,
    /** Service is lost and wants immediate repair. */
    CRITICAL;

    /** The word that rule files and tables carry, such as {@code critical}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
