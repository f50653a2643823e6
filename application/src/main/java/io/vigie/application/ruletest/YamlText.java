package io.vigie.application.ruletest;

import io.vigie.domain.text.NumberText;
import java.util.List;

/** Writes YAML as files of rules have it: a mapping in braces on one line, texts in double quotes. */
final class YamlText {

    private final StringBuilder text = new StringBuilder();

    /** A whole line of its own. */
    YamlText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** An item of a list, indented so many blanks: a mapping of these parts, each {@code key: value}. */
    YamlText item(int indent, List<String> parts) {
        text.append(" ".repeat(indent)).append("- { ").append(String.join(", ", parts));
        return line(" }");
    }

    /**
     * A text that reads back as the same: in double quotes, what is not plainly visible escaped, and no reference in
     * it taken for one.
     *
     * @see <a href="https://yaml.org/spec/1.2.2/#57-escaped-characters">YAML 1.2, escaped characters</a>
     */
    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        value.replace("${", "$${").codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if (isPlain(character)) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(String.format(character > 0xFFFF ? "\\U%08x" : "\\u%04x", character));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int character) {
        return (character >= 0x20 && character < 0x7F) || (character >= 0xA0 && Character.isLetterOrDigit(character));
    }

    /** A number as a person would write it, that reads back as the same. */
    static String number(double value) {
        // The one number that people write as another.
        boolean isNegativeZero = Double.compare(value, -0.0) == 0;
        return isNegativeZero ? "-0.0" : NumberText.of(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
