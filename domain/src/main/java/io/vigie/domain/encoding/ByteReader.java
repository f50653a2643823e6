package io.vigie.domain.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote. Bytes that end early are an {@link IllegalStateException}. */
public final class ByteReader {

    private static final int CHECKSUM_LENGTH = 4;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** Over these bytes, from the first on. */
    public ByteReader(byte[] bytes) {
        this(bytes, bytes.length);
    }

    private ByteReader(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /**
     * Over these bytes, which end with what {@link ByteWriter#writeChecksum} wrote.
     *
     * @throws IllegalStateException when they are not what was written
     */
    public static ByteReader checked(byte[] bytes) {
        int end = bytes.length - CHECKSUM_LENGTH;
        if (end < 0) {
            throw new IllegalStateException("What was kept ends early, at byte " + bytes.length + ".");
        }
        int written = 0;
        for (int i = end; i < bytes.length; i++) {
            written = written << 8 | (bytes[i] & 0xFF);
        }
        if (written != checksum(bytes, end)) {
            throw new IllegalStateException("What was kept does not have the checksum that it was written with.");
        }
        return new ByteReader(bytes, end);
    }

    static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    /** Whether all was read. */
    public boolean isAtEnd() {
        return at == end;
    }

    /** One byte, 0 to 255. */
    public int readByte() {
        if (at >= end) {
            throw new IllegalStateException("What was kept ends early, at byte " + at + ".");
        }
        return bytes[at++] & 0xFF;
    }

    /** A whole number, not negative. */
    public long readCount() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("What was kept has a number without an end, at byte " + at + ".");
    }

    /** A count of things that take at least a byte each, so no more than there are bytes left. */
    public int readSize() {
        long size = readCount();
        if (size < 0 || size > end - at) {
            throw new IllegalStateException("What was kept names " + size + " things at byte " + at + ".");
        }
        return (int) size;
    }

    /** A count of less than this. */
    public int readIndex(int limit) {
        long index = readCount();
        if (index < 0 || index >= limit) {
            throw new IllegalStateException(
                    "What was kept has " + index + " where less than " + limit + " is expected, at byte " + at + ".");
        }
        return (int) index;
    }

    /** Any whole number. */
    public long readLong() {
        long value = readCount();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of 64 bits. */
    public long readBits() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | readByte();
        }
        return value;
    }

    /** A floating-point number. */
    public double readDouble() {
        return Double.longBitsToDouble(readBits());
    }

    /** Goes past so many bytes, and answers where they begin: for those who read them where they lie. */
    public int skip(int length) {
        if (length < 0 || length > end - at) {
            throw new IllegalStateException("What was kept ends within " + length + " bytes, at byte " + at + ".");
        }
        at += length;
        return at - length;
    }

    /** A run of bytes. */
    public byte[] readBytes() {
        int length = readSize();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A text, or none. */
    public @Nullable String readText() {
        long length = readCount() - 1;
        if (length < 0) {
            return null;
        }
        if (length > end - at) {
            throw new IllegalStateException("What was kept has a text beyond its end, at byte " + at + ".");
        }
        String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
        at += (int) length;
        return text;
    }

    /** A text that must be there. */
    public String readName() {
        String name = readText();
        if (name == null) {
            throw new IllegalStateException("What was kept lacks a name, at byte " + at + ".");
        }
        return name;
    }
}
