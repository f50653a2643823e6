package io.vigie.adapters.spark.files.content;

import io.vigie.domain.reading.RejectionReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, or of a split of it, in blocks. A line belongs to the split its first byte is in. Lines end with a
 * line feed; the last one may do without.
 */
final class LineBlocks implements BlockReader {

    private final FileWindow window;

    /** Lines that start here or later are another split's. */
    private final long end;

    LineBlocks(FileWindow window, long end) {
        this.window = window;
        this.end = end;
    }

    /** Goes to the first line that begins in a split, from the byte before it. */
    void skipLineBegunBefore() throws IOException {
        while (true) {
            boolean more = window.fill();
            int lineFeed = indexOfLineFeed();
            if (lineFeed >= 0 || !more) {
                window.consume(lineFeed < 0 ? window.filled : lineFeed + 1);
                return;
            }
            window.consume(window.filled);
        }
    }

    @Override
    public @Nullable FileBlock next() throws IOException {
        while (window.position < end) {
            boolean more = window.fill();
            int cut = cut(more);
            if (cut > 0) {
                return block(cut);
            }
            if (!more) {
                return null;
            }
            if (window.isTooLong()) {
                return tooLong();
            }
            window.grow();
        }
        return null;
    }

    /**
     * How much of the buffer is whole lines of this split. Without more to come, the last needs no line feed, unless it is
     * damage that ends the file.
     */
    private int cut(boolean more) {
        int filled = window.filled;
        int lastOwn = (int) Math.min(end - 1 - window.position, filled);
        for (int i = lastOwn; i < filled; i++) {
            if (window.buffer[i] == '\n') {
                return i + 1;
            }
        }
        FileBytes.Damage damage = window.damage();
        if (!more && (damage == null || damage.isLastLineWhole())) {
            return filled;
        }
        for (int i = lastOwn - 1; i >= 0; i--) {
            if (window.buffer[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private FileBlock block(int length) {
        FileBlock block = new FileBlock.Lines(window.copy(0, length), window.position);
        window.consume(length);
        return block;
    }

    private FileBlock tooLong() throws IOException {
        BlockLimits limits = window.limits();
        long start = window.position;
        byte[] kept = window.copy(0, limits.kept());
        boolean more = true;
        int lineFeed = -1;
        while (lineFeed < 0 && more) {
            window.consume(window.filled);
            window.shrink();
            more = window.fill();
            lineFeed = indexOfLineFeed();
        }
        window.consume(lineFeed < 0 ? window.filled : lineFeed);
        long length = window.position - start;
        window.consume(lineFeed < 0 ? 0 : 1);
        return new FileBlock.Refused(
                RejectionReason.TOO_LARGE,
                kept,
                start,
                "the line has " + length + " bytes, more than " + limits.longest() + "; its first " + limits.kept()
                        + " are kept here");
    }

    private int indexOfLineFeed() {
        for (int i = 0; i < window.filled; i++) {
            if (window.buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
