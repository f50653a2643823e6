package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.MessageBlock;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message where it lies, and all that came with it. One object, used again for the next message. */
final class SourceMessage {

    private static final byte[] NOTHING = {};

    byte[] buffer = NOTHING;
    int from;
    int length;
    boolean isTombstone;
    long offset;
    long arrival;

    /** Holds key and headers, where the source has such. */
    private @Nullable MessageBlock block;

    /** A message without key and headers. */
    void set(byte[] bytes, int start, int size, long place, long arrivedAt) {
        buffer = bytes;
        from = start;
        length = size;
        isTombstone = false;
        offset = place;
        arrival = arrivedAt;
        block = null;
    }

    /** The message that a block is at. */
    void set(MessageBlock at) {
        set(at.buffer(), at.from(), at.length(), at.offset(), at.arrival());
        isTombstone = at.isTombstone();
        block = at;
    }

    byte @Nullable [] key() {
        return block == null ? null : block.key();
    }

    /** Its headers, as {@link io.vigie.adapters.spark.spi.MessageHeaders} encodes them. */
    byte @Nullable [] headers() {
        return block == null ? null : block.headers();
    }

    /** All of it, for where it may be needed and does not lie: {@link Whole} reads it. */
    byte[] copy() {
        ByteWriter copy = new ByteWriter(length + 32);
        write(copy, isTombstone ? null : Arrays.copyOfRange(buffer, from, from + length));
        write(copy, key());
        write(copy, headers());
        return copy.toBytes();
    }

    static void write(ByteWriter out, byte @Nullable [] bytes) {
        out.writeByte(bytes == null ? 0 : 1);
        if (bytes != null) {
            out.writeBytes(bytes, 0, bytes.length);
        }
    }

    static byte @Nullable [] read(ByteReader in) {
        return in.readByte() == 0 ? null : in.readBytes();
    }

    /** A message with all that came with it, apart from its source. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares messages
    record Whole(byte @Nullable [] value, byte @Nullable [] key, byte @Nullable [] headers) {

        /** Of a message that is not there any more. */
        static final Whole GONE = new Whole(NOTHING, null, null);

        static Whole of(byte[] copy) {
            ByteReader in = new ByteReader(copy);
            return new Whole(read(in), read(in), read(in));
        }

        static Whole ofValue(byte[] value) {
            return new Whole(value, null, null);
        }
    }
}
