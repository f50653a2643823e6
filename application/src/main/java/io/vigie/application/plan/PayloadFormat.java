package io.vigie.application.plan;

import java.util.Locale;

/** How a message is written. */
public enum PayloadFormat {
    /** One JSON object a reading. */
    FLAT,
    /** One JSON object with one timestamp and many metrics as fields. */
    WIDE,
    /** A pack of records, <a href="https://www.rfc-editor.org/rfc/rfc8428">RFC 8428</a>. */
    SENML;

    /** The word that pipeline files use, such as {@code flat}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
