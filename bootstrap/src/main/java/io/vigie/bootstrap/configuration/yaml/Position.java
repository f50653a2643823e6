package io.vigie.bootstrap.configuration.yaml;

/** A place in a text: line and column from 1, the column in characters. */
public record Position(int line, int column) {

    /** Just behind this text. */
    static Position after(String text) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        String last = lines[lines.length - 1];
        return new Position(lines.length, last.codePointCount(0, last.length()) + 1);
    }
}
