package io.vigie.adapters.spark;

import io.vigie.domain.encoding.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Packs messages that were rejected for one reason. {@link ChunkRows} reads it. */
final class RejectedChunkWriter {

    private final boolean keeping;
    private final ByteWriter body = new ByteWriter(256);
    private int count;

    /** Without {@code keeping}, messages are counted and no more. */
    RejectedChunkWriter(boolean keeping) {
        this.keeping = keeping;
    }

    int count() {
        return count;
    }

    int size() {
        return body.size();
    }

    void add(
            String detail,
            byte[] buffer,
            int offset,
            int length,
            @Nullable String source,
            @Nullable String partition,
            long place,
            long arrival) {
        count++;
        if (!keeping) {
            return;
        }
        body.writeText(detail);
        body.writeBytes(buffer, offset, length);
        body.writeText(source);
        body.writeText(partition);
        body.writeLong(place);
        body.writeLong(arrival);
    }

    /** The chunk, which begins with the count; the writer is then empty. */
    byte[] take() {
        ByteWriter chunk = new ByteWriter(body.size() + 8);
        chunk.writeCount(count);
        chunk.append(body);
        body.clear();
        count = 0;
        return chunk.toBytes();
    }
}
