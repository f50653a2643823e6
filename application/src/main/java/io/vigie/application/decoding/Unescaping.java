package io.vigie.application.decoding;

/**
 * Holds the texts of one message that had escapes, without them. The texts are those a {@link JsonScanner} has found
 * good; they stay until the next message.
 */
final class Unescaping {

    private byte[] scratch = new byte[0];
    private int used;

    /** Forgets the texts. */
    void clear() {
        used = 0;
    }

    /**
     * Writes a text without its escapes.
     *
     * @param capacity what all texts of the message need at most, its own length: no escape is shorter than its character
     * @param into points at the result
     */
    void unescape(byte[] bytes, int from, int to, int capacity, Slice into) {
        if (scratch.length - used < to - from) {
            // Slices of this message may point at the old bytes, which stay as they are.
            scratch = new byte[Math.max(capacity, to - from)];
            used = 0;
        }
        int start = used;
        int at = from;
        while (at < to) {
            byte character = bytes[at];
            if (character != '\\') {
                scratch[used++] = character;
                at++;
            } else if (bytes[at + 1] != 'u') {
                scratch[used++] = simple(bytes[at + 1]);
                at += 2;
            } else {
                int unit = codeUnit(bytes, at);
                at += 6;
                if (Character.isHighSurrogate((char) unit)) {
                    unit = Character.toCodePoint((char) unit, (char) codeUnit(bytes, at));
                    at += 6;
                }
                used = Utf8.write(unit, scratch, used);
            }
        }
        into.set(scratch, start, used - start);
    }

    /** The UTF-16 unit that the escape at a backslash says, or -1 where its digits are none. */
    static int codeUnit(byte[] bytes, int at) {
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = hexadecimal(bytes[i]);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    private static int hexadecimal(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int letter = character | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private static byte simple(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }
}
