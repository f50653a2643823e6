package io.vigie.domain.monitor.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A rule's message with its placeholders, taken apart once. */
public final class MessageTemplate {

    /** The most characters of a message that is filled in: device, metric and unit are their senders' words. */
    static final int LONGEST = 4_096;

    private static final String CUT = "…";

    private final List<Part> parts = new ArrayList<>();

    MessageTemplate(String text) {
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf('{', from);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            parts.add(new Part(text.substring(from, open), text.substring(open + 1, close)));
            from = close + 1;
        }
        parts.add(new Part(text.substring(from), ""));
    }

    /**
     * The text with each placeholder's value, and nothing in the place of one that has none; one of more than {@value
     * #LONGEST} characters is cut off, and ends in {@code …}.
     */
    public String fill(UnaryOperator<String> values) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.literal);
            String value = part.placeholder.isEmpty() ? "" : values.apply(part.placeholder);
            boolean gapBefore = filled.length() > 0 && filled.charAt(filled.length() - 1) == ' ';
            if (value.isEmpty() && !part.placeholder.isEmpty() && gapBefore) {
                filled.setLength(filled.length() - 1);
            }
            filled.append(value);
            if (filled.length() > LONGEST) {
                return cut(filled);
            }
        }
        return filled.toString();
    }

    private static String cut(StringBuilder text) {
        int length = LONGEST - CUT.length();
        text.setLength(Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
        return text.append(CUT).toString();
    }

    private record Part(String literal, String placeholder) {}
}
