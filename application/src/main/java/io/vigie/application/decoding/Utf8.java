package io.vigie.application.decoding;

/**
 * UTF-8 as <a href="https://www.rfc-editor.org/rfc/rfc3629">RFC 3629</a> has it: no longer form than needed, no
 * surrogates, nothing beyond U+10FFFF.
 */
final class Utf8 {

    /** Of a character of Java; those of four bytes are two. */
    private static final int MOST_BYTES = 3;

    private Utf8() {}

    /** The position after the character of two to four bytes that begins at one, or -1 where none does. */
    static int next(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return continues(bytes, at + 1, end) ? at + 2 : -1;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            if (!continues(bytes, at + 1, end) || !continues(bytes, at + 2, end)) {
                return -1;
            }
            int second = bytes[at + 1] & 0xFF;
            boolean overlong = lead == 0xE0 && second < 0xA0;
            boolean surrogate = lead == 0xED && second > 0x9F;
            return overlong || surrogate ? -1 : at + 3;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            if (!continues(bytes, at + 1, end) || !continues(bytes, at + 2, end) || !continues(bytes, at + 3, end)) {
                return -1;
            }
            int second = bytes[at + 1] & 0xFF;
            boolean overlong = lead == 0xF0 && second < 0x90;
            boolean beyond = lead == 0xF4 && second > 0x8F;
            return overlong || beyond ? -1 : at + 4;
        }
        return -1;
    }

    /** How many UTF-16 units, the characters of Java, a valid text has. */
    static int length(Slice text) {
        byte[] bytes = text.buffer();
        int length = 0;
        for (int i = text.offset(); i < text.offset() + text.length(); i++) {
            boolean continuation = (bytes[i] & 0xC0) == 0x80;
            boolean pair = (bytes[i] & 0xF8) == 0xF0;
            length += continuation ? 0 : pair ? 2 : 1;
        }
        return length;
    }

    /** Whether a valid text has at least one and at most this many characters, those of Java. */
    static boolean isName(Slice text, int longest) {
        return text.length() > 0 && isWithin(text, longest);
    }

    /**
     * Whether a valid text has at most this many characters, those of Java. None of them takes more than {@value
     * #MOST_BYTES} bytes, so that a very long text is not looked through.
     */
    static boolean isWithin(Slice text, int longest) {
        return text.length() <= longest || (text.length() <= longest * MOST_BYTES && length(text) <= longest);
    }

    /** Writes a character and returns the position after it. */
    static int write(int character, byte[] into, int at) {
        if (character < 0x80) {
            into[at] = (byte) character;
            return at + 1;
        }
        if (character < 0x800) {
            into[at] = (byte) (0xC0 | (character >> 6));
            into[at + 1] = (byte) (0x80 | (character & 0x3F));
            return at + 2;
        }
        if (character < 0x10000) {
            into[at] = (byte) (0xE0 | (character >> 12));
            into[at + 1] = (byte) (0x80 | ((character >> 6) & 0x3F));
            into[at + 2] = (byte) (0x80 | (character & 0x3F));
            return at + 3;
        }
        into[at] = (byte) (0xF0 | (character >> 18));
        into[at + 1] = (byte) (0x80 | ((character >> 12) & 0x3F));
        into[at + 2] = (byte) (0x80 | ((character >> 6) & 0x3F));
        into[at + 3] = (byte) (0x80 | (character & 0x3F));
        return at + 4;
    }

    private static boolean continues(byte[] bytes, int at, int end) {
        return at < end && (bytes[at] & 0xC0) == 0x80;
    }
}
