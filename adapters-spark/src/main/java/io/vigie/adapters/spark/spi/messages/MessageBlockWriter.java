package io.vigie.adapters.spark.spi.messages;

import io.vigie.domain.encoding.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Packs messages of one part of a source, in the order of their offsets, into one row of a stream: a row costs the
 * engine as much as many messages in it do. {@link MessageBlock} reads it.
 */
public final class MessageBlockWriter {

    static final int HAS_KEY = 1;
    static final int HAS_VALUE = 2;
    static final int HAS_HEADERS = 4;

    private final ByteWriter body;
    private int count;
    private long firstOffset;
    private long firstArrival;
    private long lastOffset;
    private long lastArrival;

    /** An empty one for blocks of about so many bytes. */
    public MessageBlockWriter(int capacity) {
        body = new ByteWriter(capacity);
    }

    /** How many messages it holds. */
    public int count() {
        return count;
    }

    /** How many bytes they take. */
    public int size() {
        return body.size();
    }

    /** The first message's offset. */
    public long firstOffset() {
        return firstOffset;
    }

    /** When the first message arrived, in microseconds since 1970. */
    public long firstArrival() {
        return firstArrival;
    }

    /**
     * Adds a message.
     *
     * @param offset its place
     * @param arrival when it arrived, in microseconds since 1970
     * @param key its key, if it has one
     * @param value its bytes; none of a tombstone
     * @param headers its headers as {@link MessageHeaders} encodes them, if it has any
     */
    public void add(
            long offset, long arrival, byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] headers) {
        if (count == 0) {
            firstOffset = offset;
            firstArrival = arrival;
            lastOffset = 0;
            lastArrival = 0;
        }
        body.writeByte(
                (key == null ? 0 : HAS_KEY) | (value == null ? 0 : HAS_VALUE) | (headers == null ? 0 : HAS_HEADERS));
        body.writeLong(offset - lastOffset);
        body.writeLong(arrival - lastArrival);
        write(key);
        write(value);
        write(headers);
        lastOffset = offset;
        lastArrival = arrival;
        count++;
    }

    private void write(byte @Nullable [] bytes) {
        if (bytes != null) {
            body.writeBytes(bytes, 0, bytes.length);
        }
    }

    /** The block; the writer is then empty. */
    public byte[] take() {
        byte[] block = body.toBytes();
        body.clear();
        count = 0;
        return block;
    }
}
