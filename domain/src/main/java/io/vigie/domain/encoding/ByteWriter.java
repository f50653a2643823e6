package io.vigie.domain.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers and texts compactly: whole numbers seven bits a byte, signed ones zigzag, as
 * <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers</a> do. Grows as needed.
 */
public final class ByteWriter {

    private byte[] bytes;
    private int size;

    /** An empty one of a small capacity. */
    public ByteWriter() {
        this(128);
    }

    /** An empty one of this capacity, 1 or more. */
    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the capacity. */
    public void clear() {
        size = 0;
    }

    /** One byte: the lowest eight bits. */
    public void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** A whole number, not negative: small ones are short. */
    public void writeCount(long value) {
        reserve(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    /** Any whole number: those near zero are short. */
    public void writeLong(long value) {
        writeCount((value << 1) ^ (value >> 63));
    }

    /** A number of 64 bits as it is. */
    public void writeBits(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** A floating-point number, every bit of it. */
    public void writeDouble(double value) {
        writeBits(Double.doubleToRawLongBits(value));
    }

    /** A run of bytes, with its length. */
    public void writeBytes(byte[] buffer, int offset, int length) {
        writeCount(length);
        append(buffer, offset, length);
    }

    /** A text, or none. */
    public void writeText(@Nullable String text) {
        if (text == null) {
            writeCount(0);
            return;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        writeCount(encoded.length + 1L);
        append(encoded, 0, encoded.length);
    }

    /** The CRC-32C of all that was written, in four bytes; {@link ByteReader#checked} looks for it at the end. */
    public void writeChecksum() {
        int checksum = ByteReader.checksum(bytes, size);
        for (int shift = 24; shift >= 0; shift -= 8) {
            writeByte(checksum >>> shift);
        }
    }

    /** What another has written, without a length. */
    public void append(ByteWriter other) {
        append(other.bytes, 0, other.size);
    }

    private void append(byte[] buffer, int offset, int length) {
        reserve(length);
        System.arraycopy(buffer, offset, bytes, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
