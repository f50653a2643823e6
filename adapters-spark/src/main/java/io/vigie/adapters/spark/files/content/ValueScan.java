package io.vigie.adapters.spark.files.content;

/** Finds where a JSON value ends, by its brackets and quotation marks alone; what is in it is its decoder's to judge. */
final class ValueScan {

    private int depth;
    private boolean isInString;
    private boolean isEscaped;

    /** Whether it is a number or a word, which ends before something else. */
    private boolean isBare;

    private boolean hasBegun;

    /** Before a value. */
    void begin() {
        depth = 0;
        isInString = false;
        isEscaped = false;
        isBare = false;
        hasBegun = false;
    }

    /** Goes on with the value; answers with where it ends, or negative where it has not ended there. */
    int in(byte[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            byte letter = buffer[i];
            if (isInString) {
                if (isEscaped) {
                    isEscaped = false;
                } else if (letter == '\\') {
                    isEscaped = true;
                } else if (letter == '"') {
                    isInString = false;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
                continue;
            }
            if (isBare) {
                if (endsWord(letter)) {
                    return i;
                }
                continue;
            }
            switch (letter) {
                case '"' -> isInString = true;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
                default -> isBare = !hasBegun;
            }
            hasBegun = true;
        }
        return -1;
    }

    /** Whether the end of the file ends it too. */
    boolean mayEndHere() {
        return isBare;
    }

    private static boolean endsWord(byte letter) {
        return isBlank(letter)
                || letter == ','
                || letter == ']'
                || letter == '}'
                || letter == '['
                || letter == '{'
                || letter == '"';
    }

    static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    }
}
