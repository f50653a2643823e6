package io.vigie.adapters.spark.rows;

import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import org.jspecify.annotations.Nullable;

/** A message where it lies, and all that came with it. One object, used again for the next message. */
public final class SourceMessage {

    private static final byte[] NOTHING = {};

    public byte[] buffer = NOTHING;
    public int from;
    public int length;
    public boolean isTombstone;
    public long offset;
    public long arrival;

    /** Holds key and headers, where the source has such. */
    private @Nullable MessageBlock block;

    /** A message without key and headers. */
    public void set(byte[] bytes, int start, int size, long place, long arrivedAt) {
        buffer = bytes;
        from = start;
        length = size;
        isTombstone = false;
        offset = place;
        arrival = arrivedAt;
        block = null;
    }

    /** The message that a block is at. */
    public void set(MessageBlock at) {
        set(at.buffer(), at.from(), at.length(), at.offset(), at.arrival());
        isTombstone = at.isTombstone();
        block = at;
    }

    byte @Nullable [] key() {
        return block == null ? null : block.key();
    }

    /** Its headers, as {@link io.vigie.adapters.spark.spi.messages.MessageHeaders} encodes them. */
    public byte @Nullable [] headers() {
        return block == null ? null : block.headers();
    }

    /** Writes all of it down, for where it may be needed and does not lie: {@link Whole} reads it. */
    void copyTo(ByteWriter out) {
        out.writeByte(isTombstone ? 0 : 1);
        if (!isTombstone) {
            out.writeBytes(buffer, from, length);
        }
        write(out, key());
        write(out, headers());
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
    public record Whole(byte @Nullable [] value, byte @Nullable [] key, byte @Nullable [] headers) {

        private static final int PARTS = 3;

        /** Of a message that is not there any more. */
        public static final Whole GONE = new Whole(NOTHING, null, null);

        static Whole read(ByteReader in) {
            return new Whole(SourceMessage.read(in), SourceMessage.read(in), SourceMessage.read(in));
        }

        /** Goes past one without reading it. */
        static void skip(ByteReader in) {
            for (int part = 0; part < PARTS; part++) {
                if (in.readByte() != 0) {
                    in.skip(in.readSize());
                }
            }
        }

        public static Whole ofValue(byte[] value) {
            return new Whole(value, null, null);
        }
    }
}
