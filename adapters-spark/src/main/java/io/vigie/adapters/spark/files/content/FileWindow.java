package io.vigie.adapters.spark.files.content;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stretch of a file in memory, which moves on and grows as its reader needs it to. */
final class FileWindow {

    private final FileBytes in;
    private final BlockLimits limits;

    byte[] buffer;
    int filled;

    /** The place in the file of the buffer's first byte. */
    long position;

    FileWindow(FileBytes in, BlockLimits limits, long position) {
        this.in = in;
        this.limits = limits;
        this.position = position;
        buffer = new byte[(int) Math.min(limits.block(), in.room())];
    }

    BlockLimits limits() {
        return limits;
    }

    FileBytes.@Nullable Damage damage() {
        return in.damage();
    }

    /** Reads until the buffer is full; false at the file's end. */
    boolean fill() throws IOException {
        while (filled < buffer.length) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    /** Whether a message that fills the buffer is longer than any that is taken. */
    boolean isTooLong() {
        return buffer.length > limits.longest();
    }

    /** Makes room for a longer message. */
    void grow() {
        buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, limits.longest() + 1L));
    }

    /** Gives the room back that a long message took. */
    void shrink() {
        if (buffer.length > limits.block() && filled <= limits.block()) {
            buffer = Arrays.copyOf(buffer, limits.block());
        }
    }

    byte[] copy(int from, int length) {
        return Arrays.copyOfRange(buffer, from, from + length);
    }

    /** Goes past the first bytes. */
    void consume(int length) {
        System.arraycopy(buffer, length, buffer, 0, filled - length);
        filled -= length;
        position += length;
    }
}
