package io.vigie.adapters.spark;

import io.vigie.domain.encoding.ByteWriter;
import java.util.Arrays;
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

    /** Adds a message where it lies. */
    void add(String detail, SourceMessage message, @Nullable String source, @Nullable String partition) {
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
    void add(
            String detail,
            SourceMessage.Whole message,
            @Nullable String source,
            @Nullable String partition,
            long place,
            long arrival) {
        count++;
        if (!keeping) {
            return;
        }
        body.writeText(detail);
        SourceMessage.write(body, message.value());
        SourceMessage.write(body, message.key());
        SourceMessage.write(body, message.headers());
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
