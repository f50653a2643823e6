package io.vigie.adapters.spark.files.content;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.vavr.control.Option;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedInputStream;

/**
 * How the bytes of a file are packed. What is in a file says so, its name only where its bytes could be anything: names
 * are changed by whoever moves files, and an archive that is read for text is lost.
 */
public enum Compression {
    NONE("plain"),
    GZIP("gzip"),
    BZIP2("bzip2"),
    ZSTD("zstd"),
    ZLIB("zlib"),
    LZ4_FRAME("lz4"),
    LZ4_HADOOP("Hadoop's lz4"),
    SNAPPY_FRAME("snappy"),
    SNAPPY_HADOOP("Hadoop's snappy"),

    /** What is no text, and nothing that is unpacked here. */
    XZ("xz"),
    ZIP("zip"),
    SEVEN_ZIP("7z"),
    PARQUET("Parquet"),
    AVRO("Avro"),
    ORC("ORC");

    /** So many bytes tell any of them. */
    static final int TELLING = 10;

    private static final int BUFFER = 64 << 10;

    private final String word;

    Compression(String word) {
        this.word = word;
    }

    /** For people. */
    String word() {
        return word;
    }

    /** Whether it is unpacked here, or needs not be. */
    boolean isRead() {
        return compareTo(XZ) < 0;
    }

    /** Whether it has parts that each begin anew, so that what comes behind the last is garbage. */
    private boolean hasMembers() {
        return this == GZIP || this == BZIP2 || this == ZLIB;
    }

    /**
     * That of a file.
     *
     * @param name the file's
     * @param head its first bytes
     */
    static Compression of(String name, byte[] head, int length) {
        String first = new String(head, 0, Math.min(length, TELLING), StandardCharsets.ISO_8859_1);
        if (first.startsWith("\u001F\u008B")) {
            return GZIP;
        }
        if (first.matches("(?s)BZh[1-9](1AY&SY|\u0017rE8P\u0090).*")
                || (first.matches("BZh[1-9].{0,5}") && length < TELLING)) {
            return BZIP2;
        }
        if (first.startsWith("(\u00B5/\u00FD") || first.matches("(?s)[P-_]\\*M\u0018.*")) {
            return ZSTD;
        }
        if (first.startsWith("\u0004\"M\u0018")) {
            return LZ4_FRAME;
        }
        if (first.startsWith("\u00FF\u0006\u0000\u0000sNaPpY")) {
            return SNAPPY_FRAME;
        }
        return byName(name, head, length).getOrElse(() -> unread(first));
    }

    private static Option<Compression> byName(String name, byte[] head, int length) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches("(?s).*\\.(deflate|zlib|zz)") && isZlib(head, length)) {
            return Option.some(ZLIB);
        }
        // Its blocks begin with their unpacked size, which a text cannot: that would be of gigabytes.
        boolean blocks = length >= 4 && head[0] == 0;
        if (blocks && lower.endsWith(".lz4")) {
            return Option.some(LZ4_HADOOP);
        }
        return Option.when(blocks && lower.endsWith(".snappy"), SNAPPY_HADOOP);
    }

    private static boolean isZlib(byte[] head, int length) {
        return length >= 2
                && (head[0] & 0x0F) == 8
                && (head[0] & 0xFF) >> 4 <= 7
                && (((head[0] & 0xFF) << 8) | (head[1] & 0xFF)) % 31 == 0;
    }

    private static Compression unread(String first) {
        if (first.startsWith("\u00FD7zXZ\u0000")) {
            return XZ;
        }
        if (first.matches("(?s)PK(\u0003\u0004|\u0005\u0006|\u0007\u0008).*")) {
            return ZIP;
        }
        if (first.startsWith("7z\u00BC\u00AF'\u001C")) {
            return SEVEN_ZIP;
        }
        if (first.startsWith("PAR1")) {
            return PARQUET;
        }
        if (first.startsWith("Obj\u0001")) {
            return AVRO;
        }
        return first.startsWith("ORC") && first.length() > 3 && first.charAt(3) < ' ' ? ORC : NONE;
    }

    /** Unpacks a file as far as it goes; whatever fails is its bytes' fault. */
    InputStream unpack(InputStream raw) throws IOException {
        if (hasMembers()) {
            return new PackedMembers(this, new BufferedInputStream(raw, BUFFER));
        }
        return switch (this) {
            case ZSTD -> new ZstdInputStreamNoFinalizer(new Unhurried(raw));
            case LZ4_FRAME -> new LZ4FrameInputStream(raw);
            case SNAPPY_FRAME -> new SnappyFramedInputStream(raw, true);
            case LZ4_HADOOP -> new HadoopBlocks(raw, Compression::lz4);
            case SNAPPY_HADOOP -> new HadoopBlocks(raw, Compression::snappy);
            default -> raw;
        };
    }

    /** Unpacks one member, and leaves the stream, which can be reset, right behind it. */
    InputStream member(InputStream raw) throws IOException {
        return switch (this) {
            case GZIP -> new GzipCompressorInputStream(raw, false);
            case BZIP2 -> new BZip2CompressorInputStream(raw, false);
            case ZLIB -> new ZlibMember(raw);
            default -> throw new IllegalStateException(word + " has no members");
        };
    }

    /** Whether bytes begin another member. */
    boolean beginsMember(byte[] next, int length) {
        return switch (this) {
            case GZIP -> length >= 2 && (next[0] & 0xFF) == 0x1F && (next[1] & 0xFF) == 0x8B;
            case BZIP2 -> length >= 4 && next[0] == 'B' && next[1] == 'Z' && next[2] == 'h';
            default -> isZlib(next, length);
        };
    }

    private static byte[] lz4(byte[] packed, int most) throws IOException {
        try {
            return LZ4Factory.fastestInstance().safeDecompressor().decompress(packed, most);
        } catch (LZ4Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] snappy(byte[] packed, int most) throws IOException {
        if (Snappy.uncompressedLength(packed) > most) {
            throw new IOException("a chunk that is longer than its block");
        }
        return Snappy.uncompress(packed);
    }

    /** Has no more at hand than was asked for: its reader then hands over what it has before it asks for more. */
    private static final class Unhurried extends FilterInputStream {

        Unhurried(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }

    /** Leaves its stream right behind its own end. */
    private static final class ZlibMember extends InflaterInputStream {

        private static final int SMALL = 512;

        ZlibMember(InputStream in) {
            super(in, new Inflater(), SMALL);
        }

        @Override
        protected void fill() throws IOException {
            in.mark(SMALL);
            super.fill();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            boolean before = inf.finished();
            int read = super.read(buffer, offset, length);
            if (!before && inf.finished()) {
                in.reset();
                in.skipNBytes(len - inf.getRemaining());
            }
            return read;
        }
    }
}
