package io.vigie.domain.rule;

import java.util.Locale;

/**
 * How grave an alarm is, from the least to the most, in the words of ITU-T X.733.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.733">ITU-T X.733, perceived severity</a>
 */
public enum Severity {
    /** A fault may be coming. */
    WARNING(0),
    /** A fault that does not affect service. */
    MINOR(1),
    /** Service suffers and wants urgent repair. */
    MAJOR(2),
    /** Service is lost and wants immediate repair. */
    CRITICAL(3);

    private static final Severity[] BY_RANK = {WARNING, MINOR, MAJOR, CRITICAL};

    private final int rank;

    Severity(int rank) {
        this.rank = rank;
    }

    /** How grave it is as a number: 0 for a warning, 3 for critical. */
    public int rank() {
        return rank;
    }

    /** The severity of this rank. */
    public static Severity ofRank(int rank) {
        return BY_RANK[rank];
    }

    /** The word that rule files and tables carry, such as {@code critical}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
