package io.vigie.adapters.spark;

import io.vigie.domain.encoding.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Packs messages that were rejected for one reason. {@link RejectedChunk} reads it. */
final class RejectedChunkWriter {

    private final ByteWriter body = new ByteWriter(256);
    private int count;

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
        body.writeText(detail);
        body.writeBytes(buffer, offset, length);
        body.writeText(source);
        body.writeText(partition);
        body.writeLong(place);
        body.writeLong(arrival);
        count++;
    }

    /** The chunk; the writer is then empty. */
    byte[] take() {
        byte[] chunk = body.toBytes();
        body.clear();
        count = 0;
        return chunk;
    }
}
