package io.vigie.adapters.spark.rows;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;

/** Rows of one output, packed, where they lie: from a place in a run of bytes to its end. Nothing of them is copied. */
public final class PackedRows {

    public static final PackedRows NONE = new PackedRows(new byte[0], 0);

    private final byte[] bytes;
    private final int from;

    private PackedRows(byte[] bytes, int from) {
        this.bytes = bytes;
        this.from = from;
    }

    /** All of these bytes. */
    public static PackedRows of(byte[] bytes) {
        return new PackedRows(bytes, 0);
    }

    /** What a reader over these bytes has not read. */
    static PackedRows rest(byte[] bytes, ByteReader in) {
        return new PackedRows(bytes, in.skip(0));
    }

    public boolean isEmpty() {
        return from == bytes.length;
    }

    /** A reader that is at the first of them. */
    public ByteReader open() {
        ByteReader in = new ByteReader(bytes);
        in.skip(from);
        return in;
    }

    /** The readings that they are. */
    public ReadingChunk readings() {
        return new ReadingChunk(bytes, from);
    }

    /** These rows after what was written. */
    byte[] after(ByteWriter head) {
        byte[] before = head.toBytes();
        byte[] whole = new byte[before.length + bytes.length - from];
        System.arraycopy(before, 0, whole, 0, before.length);
        System.arraycopy(bytes, from, whole, before.length, bytes.length - from);
        return whole;
    }
}
