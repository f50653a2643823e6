package io.vigie.adapters.spark.spi.messages;

import io.vigie.application.port.out.LostRange;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The rows, in {@link MessageColumns}, of one part of a source while it is read: its messages packed in blocks, and what
 * is gone between them, in the order of the offsets.
 */
public final class MessageRows {

    private static final int BLOCK = 256 << 10;

    private final MessageBlockWriter block = new MessageBlockWriter(BLOCK + (64 << 10));
    private final UTF8String source;
    private final UTF8String partition;
    private final Queue<InternalRow> rows = new ArrayDeque<>();
    private @Nullable InternalRow row;

    /**
     * None yet.
     *
     * @param source a topic, a hub
     * @param partition the part of it
     */
    public MessageRows(String source, String partition) {
        this.source = UTF8String.fromString(source);
        this.partition = UTF8String.fromString(partition);
    }

    /** The block that the next messages go to. */
    public MessageBlockWriter block() {
        return block;
    }

    /** Whether the block is as large as it is to be. */
    public boolean isBlockFull() {
        return block.size() >= BLOCK;
    }

    /** Ends the block: what it holds becomes a row. */
    public void endBlock() {
        if (block.count() > 0) {
            long offset = block.firstOffset();
            long arrival = block.firstArrival();
            rows.add(row(block.take(), offset, arrival, null, null));
        }
    }

    /** Ends the block, and tells after it what is gone. */
    public void addLost(LostRange range) {
        endBlock();
        rows.add(row(null, range.from(), 0, MessageColumns.LOST, Long.toString(range.until())));
    }

    /** Whether there is no row that was not taken. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Goes on to the next row, if there is one. */
    public boolean next() {
        row = rows.poll();
        return row != null;
    }

    /**
     * The row that {@link #next} went on to.
     *
     * @throws IllegalStateException before the first, or after the last
     */
    public InternalRow get() {
        if (row == null) {
            throw new IllegalStateException("There is no block before the first, or after the last.");
        }
        return row;
    }

    private InternalRow row(
            byte @Nullable [] payload, long offset, long arrival, @Nullable String reason, @Nullable String detail) {
        return new GenericInternalRow(new Object[] {
            payload, source, partition, offset, arrival, UTF8String.fromString(reason), UTF8String.fromString(detail)
        });
    }
}
