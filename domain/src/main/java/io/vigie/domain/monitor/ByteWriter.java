package io.vigie.domain.monitor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes numbers and texts compactly: whole numbers seven bits a byte, signed ones zigzag, as Protocol Buffers do. */
final class ByteWriter {

    private byte[] bytes = new byte[128];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** A whole number, not negative: small ones are short. */
    void writeCount(long value) {
        reserve(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    /** Any whole number: those near zero are short. */
    void writeLong(long value) {
        writeCount(value << 1 ^ value >> 63);
    }

    /** A number of 64 bits as it is. */
    void writeBits(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void writeDouble(double value) {
        writeBits(Double.doubleToRawLongBits(value));
    }

    /** A text, or none. */
    void writeText(@Nullable String text) {
        if (text == null) {
            writeCount(0);
            return;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        writeCount(encoded.length + 1L);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
