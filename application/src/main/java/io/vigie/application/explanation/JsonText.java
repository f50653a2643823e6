package io.vigie.application.explanation;

import io.vigie.domain.text.NumberText;
import java.time.Instant;

/** Writes one JSON value after another, as <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a> has them. */
public final class JsonText {

    private final StringBuilder text = new StringBuilder(512);
    private boolean separate;

    /** Begins an object or an array, as the bracket says. */
    public JsonText open(char bracket) {
        separate();
        text.append(bracket);
        separate = false;
        return this;
    }

    /** Ends it, with the bracket that does. */
    public JsonText close(char bracket) {
        text.append(bracket);
        separate = true;
        return this;
    }

    /** The name of what comes next. */
    public JsonText name(String name) {
        string(name);
        text.append(':');
        separate = false;
        return this;
    }

    /** A text. */
    public JsonText string(String value) {
        separate();
        text.append('"');
        if (isPlain(value)) {
            text.append(value);
        } else {
            for (int i = 0; i < value.length(); i++) {
                escape(value.charAt(i));
            }
        }
        text.append('"');
        return this;
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next < ' ' || next == '"' || next == '\\') {
                return false;
            }
        }
        return true;
    }

    /** A time, as ISO 8601 has it in UTC. */
    public JsonText time(Instant value) {
        separate();
        text.append('"');
        TimeText.append(text, value);
        text.append('"');
        return this;
    }

    /** A number; one that JSON has no word for becomes null. */
    public JsonText number(double value) {
        separate();
        if (Double.isFinite(value)) {
            NumberText.append(text, value);
        } else {
            text.append("null");
        }
        return this;
    }

    /** A whole number. */
    public JsonText number(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** True or false. */
    public JsonText truth(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    private void separate() {
        if (separate) {
            text.append(',');
        }
        separate = true;
    }

    private void escape(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }

    /** All that was written. */
    @Override
    public String toString() {
        return text.toString();
    }
}
