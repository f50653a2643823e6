package io.vigie.adapters.spark.files.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What Hadoop's codecs for lz4 and snappy write: blocks, each with its unpacked length in four bytes, most significant
 * first, and then chunks, each with its packed length in four bytes. Hadoop's own reader takes a cut one for a whole one.
 *
 * @see <a href="https://github.com/apache/hadoop/blob/trunk/hadoop-common-project/hadoop-common/src/main/java/org/apache/hadoop/io/compress/BlockCompressorStream.java">BlockCompressorStream</a>
 */
final class HadoopBlocks extends InputStream {

    /** What writes these has blocks of 256 KB. */
    private static final int LONGEST = 64 << 20;

    private static final int INTEGER = 4;
    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final Chunk unpacker;

    /** How much of the block is not unpacked yet. */
    private int left;

    private byte[] unpacked = NOTHING;
    private int at;

    /** Unpacks a chunk. */
    interface Chunk {

        /**
         * What it unpacks to.
         *
         * @param most what it may unpack to
         */
        byte[] unpack(byte[] packed, int most) throws IOException;
    }

    HadoopBlocks(InputStream in, Chunk unpacker) {
        this.in = in;
        this.unpacker = unpacker;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : unpacked[at++] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (isAtEnd()) {
            return -1;
        }
        int read = Math.min(length, unpacked.length - at);
        System.arraycopy(unpacked, at, buffer, offset, read);
        at += read;
        return read;
    }

    private boolean isAtEnd() throws IOException {
        while (at == unpacked.length) {
            if (left == 0) {
                byte[] header = in.readNBytes(INTEGER);
                if (header.length == 0) {
                    return true;
                }
                left = length(header);
            } else {
                int length = length(in.readNBytes(INTEGER));
                byte[] packed = in.readNBytes(length);
                if (packed.length < length) {
                    throw new EOFException("a block ends early");
                }
                unpacked = unpacker.unpack(packed, left);
                at = 0;
                left -= unpacked.length;
            }
        }
        return false;
    }

    private static int length(byte[] bytes) throws IOException {
        if (bytes.length < INTEGER) {
            throw new EOFException("a block ends early");
        }
        int length = 0;
        for (byte each : bytes) {
            length = (length << 8) | (each & 0xFF);
        }
        if (length < 0 || length > LONGEST) {
            throw new IOException("a block of " + Integer.toUnsignedString(length) + " bytes");
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
