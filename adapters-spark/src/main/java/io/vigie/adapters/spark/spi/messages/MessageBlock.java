package io.vigie.adapters.spark.spi.messages;

import io.vigie.domain.encoding.ByteReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link MessageBlockWriter} packed, one message after the other, each where it lies in the block. */
public final class MessageBlock {

    private final byte[] block;
    private final ByteReader in;
    private long offset;
    private long arrival;
    private int flags;
    private int keyFrom;
    private int keyLength;
    private int valueFrom;
    private int valueLength;
    private int headersFrom;
    private int headersLength;

    /** Over a whole block. */
    public MessageBlock(byte[] block) {
        this.block = block;
        in = new ByteReader(block);
    }

    /** Goes on to the next message; false after the last. */
    public boolean next() {
        if (in.isAtEnd()) {
            return false;
        }
        flags = in.readByte();
        offset += in.readLong();
        arrival += in.readLong();
        keyLength = has(MessageBlockWriter.HAS_KEY) ? in.readSize() : 0;
        keyFrom = in.skip(keyLength);
        valueLength = has(MessageBlockWriter.HAS_VALUE) ? in.readSize() : 0;
        valueFrom = in.skip(valueLength);
        headersLength = has(MessageBlockWriter.HAS_HEADERS) ? in.readSize() : 0;
        headersFrom = in.skip(headersLength);
        return true;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The message's place. */
    public long offset() {
        return offset;
    }

    /** When it arrived, in microseconds since 1970. */
    public long arrival() {
        return arrival;
    }

    /** Whether it has no value, and says that what its key names is no more. */
    public boolean isTombstone() {
        return !has(MessageBlockWriter.HAS_VALUE);
    }

    /** What holds the value. */
    public byte[] buffer() {
        return block;
    }

    /** Where the value starts in the buffer. */
    public int from() {
        return valueFrom;
    }

    /** The value's length in bytes. */
    public int length() {
        return valueLength;
    }

    /** A copy of the value; none of a tombstone. */
    public byte @Nullable [] value() {
        return isTombstone() ? null : Arrays.copyOfRange(block, valueFrom, valueFrom + valueLength);
    }

    /** A copy of the key, if there is one. */
    public byte @Nullable [] key() {
        return has(MessageBlockWriter.HAS_KEY) ? Arrays.copyOfRange(block, keyFrom, keyFrom + keyLength) : null;
    }

    /** A copy of the headers as {@link MessageHeaders} encodes them, if there are any. */
    public byte @Nullable [] headers() {
        return has(MessageBlockWriter.HAS_HEADERS)
                ? Arrays.copyOfRange(block, headersFrom, headersFrom + headersLength)
                : null;
    }
}
