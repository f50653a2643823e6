package io.vigie.application.decoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A run of UTF-8 bytes in somebody's buffer: text that nobody has asked for as a string yet. */
public final class Slice {

    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int offset;
    private int length;
    private boolean present;

    /** Points at these bytes, not a copy of them. */
    public void set(byte[] buffer, int from, int size) {
        bytes = buffer;
        offset = from;
        length = size;
        present = true;
    }

    /** Points at what the other points at, or at nothing as it does. */
    public void set(Slice other) {
        bytes = other.bytes;
        offset = other.offset;
        length = other.length;
        present = other.present;
    }

    /** Makes the text absent. */
    public void clear() {
        bytes = NOTHING;
        offset = 0;
        length = 0;
        present = false;
    }

    /** Whether there is a text; an empty one is one. */
    public boolean isPresent() {
        return present;
    }

    /** The buffer; the text is in it from {@link #offset()} on. */
    public byte[] buffer() {
        return bytes;
    }

    /** Where the text starts in the buffer. */
    public int offset() {
        return offset;
    }

    /** The text's length in bytes. */
    public int length() {
        return length;
    }

    /** Whether the text is this one. */
    public boolean is(byte[] text) {
        if (length != text.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the bytes. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** The text, or the first so many bytes of a longer one; the last character may then be halved. */
    String beginning(int most) {
        return new String(bytes, offset, Math.min(length, most), StandardCharsets.UTF_8);
    }

    /** The text; empty where it is absent. */
    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
