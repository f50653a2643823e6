package io.vigie.domain.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A rule's message with its placeholders, taken apart once. */
final class MessageTemplate {

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

    /** The text with each placeholder's value, and nothing in the place of one that has none. */
    String fill(UnaryOperator<String> values) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.literal);
            String value = part.placeholder.isEmpty() ? "" : values.apply(part.placeholder);
            boolean gapBefore = filled.length() > 0 && filled.charAt(filled.length() - 1) == ' ';
            if (value.isEmpty() && !part.placeholder.isEmpty() && gapBefore) {
                filled.setLength(filled.length() - 1);
            }
            filled.append(value);
        }
        return filled.toString();
    }

    private record Part(String literal, String placeholder) {}
}
