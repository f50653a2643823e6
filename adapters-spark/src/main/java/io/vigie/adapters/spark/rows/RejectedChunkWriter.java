package io.vigie.adapters.spark.rows;

import io.vigie.adapters.spark.spi.RejectedTable;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.reading.RejectionReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Packs messages that were rejected for one reason. {@link ChunkRows} reads it. */
public final class RejectedChunkWriter {

    private final boolean keeping;
    private final ByteWriter body = new ByteWriter(256);
    private long count;

    /** Without {@code keeping}, messages are counted and no more. */
    public RejectedChunkWriter(boolean keeping) {
        this.keeping = keeping;
    }

    public long count() {
        return count;
    }

    public int size() {
        return body.size();
    }

    /** Adds a message where it lies. */
    public void add(String detail, SourceMessage message, @Nullable String source, @Nullable String partition) {
        if (keeping) {
            byte[] value = message.isTombstone
                    ? null
                    : Arrays.copyOfRange(message.buffer, message.from, message.from + message.length);
            add(
                    detail,
                    new SourceMessage.Whole(value, message.key(), message.headers()),
                    source,
                    partition,
                    message.offset,
                    message.arrival);
        } else {
            count++;
        }
    }

    /** Adds a message that was kept. */
    public void add(
            String detail,
            SourceMessage.Whole message,
            @Nullable String source,
            @Nullable String partition,
            long place,
            long arrival) {
        add(detail, message, source, partition, place, arrival, 1);
    }

    /** Adds a row that stands for so many messages. */
    public void add(
            String detail,
            SourceMessage.Whole message,
            @Nullable String source,
            @Nullable String partition,
            long place,
            long arrival,
            long messages) {
        count += messages;
        if (!keeping) {
            return;
        }
        RejectedTable.DEAD_LETTERS.pack(
                new RejectedTable.Message(
                        detail, message.value(), message.key(), message.headers(), source, partition, place, arrival),
                body);
    }

    /** The messages, as rejected for this reason; the writer is then empty. */
    public Chunk.Rejected take(RejectionReason reason) {
        Chunk.Rejected packed = new Chunk.Rejected(reason, count, PackedRows.of(body.toBytes()));
        body.clear();
        count = 0;
        return packed;
    }
}
