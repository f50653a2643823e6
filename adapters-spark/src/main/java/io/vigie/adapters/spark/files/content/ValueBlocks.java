package io.vigie.adapters.spark.files.content;

import io.vigie.adapters.spark.spi.messages.MessageBlockWriter;
import io.vigie.domain.reading.RejectionReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an array, or JSON values one after the other, in blocks. From where a file is not what it began as, it
 * is handed over line by line, so that nothing of it is lost.
 */
final class ValueBlocks implements BlockReader {

    private static final int NONE = -1;
    private static final byte[] NOTHING = {};

    private enum Next {
        ARRAY,
        FIRST_ELEMENT,
        VALUE,
        SEPARATOR,
        NOTHING
    }

    private final FileWindow window;
    private final boolean isArray;
    private final long arrival;
    private final MessageBlockWriter block;
    private final ValueScan scan = new ValueScan();

    /** In the window. */
    private int at;

    private Next next;
    private boolean isAtEnd;
    private @Nullable FileBlock ready;
    private @Nullable LineBlocks rest;

    ValueBlocks(FileWindow window, boolean isArray, long arrival) {
        this.window = window;
        this.isArray = isArray;
        this.arrival = arrival;
        block = new MessageBlockWriter(window.limits().block());
        next = isArray ? Next.ARRAY : Next.VALUE;
    }

    @Override
    public @Nullable FileBlock next() throws IOException {
        FileBlock found = ready;
        ready = null;
        while (found == null && !isAtEnd && rest == null) {
            found = goOn();
        }
        return found == null && rest != null ? rest.next() : found;
    }

    /** What there is to hand over after the next step, if anything. */
    private @Nullable FileBlock goOn() throws IOException {
        if (!toNextLetter()) {
            return end();
        }
        byte letter = window.buffer[at];
        switch (next) {
            case ARRAY -> {
                return letter == '[' ? past(Next.FIRST_ELEMENT) : restInLines();
            }
            case FIRST_ELEMENT -> {
                return letter == ']' ? past(Next.NOTHING) : value(letter);
            }
            case SEPARATOR -> {
                return letter == ',' ? past(Next.VALUE) : letter == ']' ? past(Next.NOTHING) : restInLines();
            }
            case NOTHING -> {
                return restInLines();
            }
            default -> {
                return value(letter);
            }
        }
    }

    private @Nullable FileBlock past(Next then) {
        at++;
        next = then;
        return null;
    }

    private @Nullable FileBlock value(byte first) throws IOException {
        if (first == ',' || first == ':' || first == ']' || first == '}') {
            return restInLines();
        }
        scan.begin();
        int seen = at;
        while (true) {
            int end = scan.in(window.buffer, seen, window.filled);
            if (end >= 0) {
                return taken(end);
            }
            seen = window.filled - at;
            window.consume(at);
            at = 0;
            if (window.filled == window.buffer.length) {
                if (window.isTooLong()) {
                    return tooLong();
                }
                window.grow();
            }
            int before = window.filled;
            if (!window.fill() && window.filled == before) {
                return scan.mayEndHere() && window.damage() == null ? taken(window.filled) : unended();
            }
        }
    }

    private @Nullable FileBlock taken(int end) {
        block.add(window.position + at, arrival, null, window.copy(at, end - at), null);
        at = end;
        next = isArray ? Next.SEPARATOR : Next.VALUE;
        return block.size() >= window.limits().block() ? gathered() : null;
    }

    /** An archive that is damaged in a value ends before it; whoever reads the blocks tells of the damage. */
    private @Nullable FileBlock unended() throws IOException {
        if (window.damage() != null) {
            isAtEnd = true;
            return gathered();
        }
        return restInLines();
    }

    private @Nullable FileBlock restInLines() throws IOException {
        window.consume(at);
        at = 0;
        rest = new LineBlocks(window, Long.MAX_VALUE);
        return gathered();
    }

    private @Nullable FileBlock end() {
        isAtEnd = true;
        FileBlock last = gathered();
        if (isArray && next != Next.NOTHING && window.damage() == null) {
            FileBlock unclosed = new FileBlock.Refused(
                    RejectionReason.MALFORMED,
                    NOTHING,
                    window.position,
                    "the array that the file is does not end; what it had in this place is not there");
            ready = last == null ? null : unclosed;
            return last == null ? unclosed : last;
        }
        return last;
    }

    private @Nullable FileBlock gathered() {
        if (block.count() == 0) {
            return null;
        }
        long offset = block.firstOffset();
        return new FileBlock.Messages(block.take(), offset);
    }

    private FileBlock tooLong() throws IOException {
        BlockLimits limits = window.limits();
        long start = window.position;
        byte[] kept = window.copy(0, limits.kept());
        int end = NONE;
        boolean more = true;
        while (end < 0 && more) {
            window.consume(window.filled);
            window.shrink();
            more = window.fill();
            end = scan.in(window.buffer, 0, window.filled);
        }
        window.consume(end < 0 ? window.filled : end);
        next = isArray ? Next.SEPARATOR : Next.VALUE;
        FileBlock refused = new FileBlock.Refused(
                RejectionReason.TOO_LARGE,
                kept,
                start,
                "the value has " + (window.position - start) + " bytes, more than " + limits.longest() + "; its first "
                        + limits.kept() + " are kept here");
        FileBlock before = gathered();
        ready = before == null ? null : refused;
        return before == null ? refused : before;
    }

    /** Goes past blanks; false at the end of the file. */
    private boolean toNextLetter() throws IOException {
        while (true) {
            while (at < window.filled) {
                if (!ValueScan.isBlank(window.buffer[at]) && !isByteOrderMark()) {
                    return true;
                }
                at++;
            }
            window.consume(at);
            at = 0;
            if (!window.fill() && window.filled == 0) {
                return false;
            }
        }
    }

    private boolean isByteOrderMark() {
        return window.position + at < LayoutFinder.BYTE_ORDER_MARK.length
                && window.buffer[at] == LayoutFinder.BYTE_ORDER_MARK[(int) (window.position + at)];
    }
}
