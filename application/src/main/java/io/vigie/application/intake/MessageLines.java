package io.vigie.application.intake;

/** The messages in a block of lines, one after the other. A line ends with a line feed; the last one may do without. */
public final class MessageLines {

    private final byte[] block;
    private int from;
    private int to = -1;

    /** Over a whole block. */
    public MessageLines(byte[] block) {
        this.block = block;
    }

    /** Goes on to the next line; false after the last. */
    public boolean next() {
        from = to + 1;
        if (from >= block.length) {
            return false;
        }
        to = from;
        while (to < block.length && block[to] != '\n') {
            to++;
        }
        return true;
    }

    /** Where the line starts in the block. */
    public int from() {
        return from;
    }

    /** The line's length in bytes, without its line feed. */
    public int length() {
        return to - from;
    }
}
