package io.vigie.domain.monitor;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote; bytes that end early are an {@link IllegalStateException}. */
final class ByteReader {

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int readByte() {
        if (at >= bytes.length) {
            throw new IllegalStateException("A device's state ends early, at byte " + at + ".");
        }
        return bytes[at++] & 0xFF;
    }

    long readCount() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("A device's state has a number without an end, at byte " + at + ".");
    }

    /** A count of things that take at least a byte each, so no more than there are bytes left. */
    int readSize() {
        long size = readCount();
        if (size < 0 || size > bytes.length - at) {
            throw new IllegalStateException("A device's state names " + size + " things at byte " + at + ".");
        }
        return (int) size;
    }

    long readLong() {
        long value = readCount();
        return value >>> 1 ^ -(value & 1);
    }

    long readBits() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | readByte();
        }
        return value;
    }

    double readDouble() {
        return Double.longBitsToDouble(readBits());
    }

    @Nullable String readText() {
        long length = readCount() - 1;
        if (length < 0) {
            return null;
        }
        if (length > bytes.length - at) {
            throw new IllegalStateException("A device's state has a text beyond its end, at byte " + at + ".");
        }
        String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
        at += (int) length;
        return text;
    }

    String readName() {
        String name = readText();
        if (name == null) {
            throw new IllegalStateException("A device's state lacks a name, at byte " + at + ".");
        }
        return name;
    }
}
