package io.vigie.adapters.spark.files.content;

import io.vigie.adapters.spark.files.listing.FileStore;
import io.vigie.adapters.spark.files.listing.LocalStore;
import io.vigie.domain.reading.RejectionReason;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds, unpacked, as far as it can be had. Bytes that cannot be unpacked end it, and all that comes before
 * them is there, to the last byte. What fails because the storage does is an error as ever.
 */
public final class FileBytes implements Closeable {

    /** Bytes that tell a file's layout and packing. */
    public static final int HEAD = 64 << 10;

    /** So much of a file may always be unpacked. */
    private static final long ALWAYS_UNPACKED = 1L << 30;

    /** What gzip can do at most: what unpacks to more was made to. */
    private static final long MOST_UNPACKED = 1_100;

    private static final int KEPT_GARBAGE = 1 << 20;
    private static final byte[] NOTHING = {};

    private final FileStore store;
    private final String path;
    private final long size;
    private Compression compression = Compression.NONE;
    private InputStream in = InputStream.nullInputStream();
    private @Nullable Raw raw;

    /** What was read ahead. */
    private byte[] head = NOTHING;

    private int headFrom;

    /** The place of the next byte, in the unpacked file. */
    private long position;

    private @Nullable Damage damage;
    private boolean ended;

    /**
     * Why a file ends before its end.
     *
     * @param isLastLineWhole whether what comes before is all that it was: it is something else that comes behind it
     * @param behind what there is in its place, as far as it is kept
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares damages
    record Damage(RejectionReason reason, String detail, boolean isLastLineWhole, byte[] behind) {}

    private FileBytes(FileStore store, String path, long size) {
        this.store = store;
        this.path = path;
        this.size = size;
    }

    /**
     * From the beginning of a file.
     *
     * @param size of the file when it was taken: what was added later is not looked at; negative where that is not known
     */
    public static FileBytes open(FileStore store, String path, long size) throws IOException {
        FileBytes bytes = new FileBytes(store, path, size);
        byte[] first = new byte[bounded(HEAD, size)];
        InputStream file = store.open(path, 0);
        bytes.in = file;
        int length = file.readNBytes(first, 0, first.length);
        bytes.compression = Compression.of(path, first, length);
        // Opened once: in a store that is far away each time takes longer than reading most files.
        Raw whole = new Raw(new SequenceInputStream(new ByteArrayInputStream(first, 0, length), file), size);
        bytes.in = whole;
        if (bytes.compression != Compression.NONE) {
            bytes.unpack(whole, Arrays.copyOf(first, length));
        }
        return bytes;
    }

    /** Of a small file, no more than it can have: there may be very many of them. */
    private static int bounded(int most, long size) {
        return size < 0 ? most : (int) Math.min(most, size);
    }

    /** How many bytes a reader needs room for to have all of it at once; many where that is not known. */
    long room() {
        return compression == Compression.NONE && size >= 0 && size < Long.MAX_VALUE ? size + 1 : Long.MAX_VALUE;
    }

    /** From a place in a file that is known not to be packed, to where it ended when it was taken. */
    public static FileBytes openPlain(FileStore store, String path, long from, long size) throws IOException {
        FileBytes bytes = new FileBytes(store, path, size);
        bytes.in = new Raw(store.open(path, from), Math.max(size - from, 0));
        bytes.position = from;
        return bytes;
    }

    /** Nothing. */
    static FileBytes none() {
        return new FileBytes(new LocalStore(), "", 0);
    }

    private void unpack(Raw whole, byte[] first) throws IOException {
        if (!compression.isRead()) {
            end(new Damage(
                    RejectionReason.MALFORMED,
                    "the file is " + compression.word()
                            + ", which is not read here: its messages must be text, packed by gzip, bzip2, zstd, lz4, snappy or"
                            + " zlib where they are packed; the first bytes of the file are kept here",
                    true,
                    first));
            return;
        }
        try {
            unpack(whole);
        } catch (IOException | RuntimeException e) {
            failed(e, NOTHING, 0, 0);
        }
    }

    private void unpack(Raw packed) throws IOException {
        raw = packed;
        in = packed;
        in = compression.unpack(packed);
    }

    public Compression compression() {
        return compression;
    }

    /** Why it ended, where that was before its end. */
    @Nullable
    Damage damage() {
        return damage;
    }

    /** Reads ahead; what was read comes again. Answers with less than asked for at the end only. */
    public byte[] peek(int length) throws IOException {
        byte[] ahead = new byte[compression == Compression.NONE ? bounded(length, size) : length];
        int filled = 0;
        int read = 0;
        while (filled < ahead.length && read >= 0) {
            read = read(ahead, filled, ahead.length - filled);
            filled += Math.max(read, 0);
        }
        head = filled == ahead.length ? ahead : Arrays.copyOf(ahead, filled);
        headFrom = 0;
        position -= filled;
        return head;
    }

    /** As streams do: negative at the end. */
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = headFrom < head.length ? readHead(buffer, offset, length) : readOn(buffer, offset, length);
        position += Math.max(read, 0);
        return read;
    }

    private int readHead(byte[] buffer, int offset, int length) {
        int read = Math.min(length, head.length - headFrom);
        System.arraycopy(head, headFrom, buffer, offset, read);
        headFrom += read;
        if (headFrom == head.length) {
            head = NOTHING;
            headFrom = 0;
        }
        return read;
    }

    private int readOn(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        if (compression == Compression.NONE) {
            return in.read(buffer, offset, length);
        }
        try {
            int read = in.read(buffer, offset, length);
            if (read < 0) {
                endOfMembers();
            }
            return mayUnpack(read) ? read : -1;
        } catch (IOException | RuntimeException | InternalError e) {
            return failed(e, buffer, offset, length);
        }
    }

    private boolean mayUnpack(int read) {
        long bound = Math.max(ALWAYS_UNPACKED, MOST_UNPACKED * Math.max(size, 0));
        if (read > 0 && size >= 0 && position + read > bound) {
            end(new Damage(
                    RejectionReason.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "the file of %d bytes unpacks to more than %d; what comes after those is not read",
                            size,
                            bound),
                    false,
                    NOTHING));
            return false;
        }
        return true;
    }

    private void endOfMembers() throws IOException {
        if (in instanceof PackedMembers members && members.isGarbage()) {
            byte[] kept = new byte[KEPT_GARBAGE];
            int length = members.garbage(kept);
            end(new Damage(
                    RejectionReason.MALFORMED,
                    "the " + compression.word() + " data end here, and something else follows in the file; the first "
                            + length + " bytes of it are kept here",
                    true,
                    Arrays.copyOf(kept, length)));
        }
        ended = true;
    }

    /** How much there was before it failed; negative for nothing. */
    private int failed(Throwable cause, byte[] buffer, int offset, int length) throws IOException {
        if (raw != null && raw.failure != null) {
            throw raw.failure;
        }
        int had = in instanceof PackedMembers members ? members.given() : again(buffer, offset, length);
        end(new Damage(
                RejectionReason.MALFORMED,
                "the " + compression.word() + " data are cut short or damaged: "
                        + (cause.getMessage() == null ? "they end early" : cause.getMessage())
                        + "; what comes after this place in the unpacked file cannot be read",
                false,
                NOTHING));
        return had > 0 ? had : -1;
    }

    /** Some unpack ahead, and lose that when they fail: byte by byte they give all there is. */
    private int again(byte[] buffer, int offset, int length) throws IOException {
        close();
        int had = 0;
        try {
            unpack(new Raw(store.open(path, 0), size));
            byte[] passed = new byte[HEAD];
            long left = position;
            while (left > 0) {
                int read = in.read(passed, 0, (int) Math.min(passed.length, left));
                if (read < 0) {
                    return 0;
                }
                left -= read;
            }
            while (had < length && in.read(buffer, offset + had, 1) == 1) {
                had++;
            }
        } catch (IOException | RuntimeException | InternalError sameAgain) {
            if (raw != null && raw.failure != null) {
                throw raw.failure;
            }
        }
        return had;
    }

    private void end(Damage found) {
        damage = found;
        ended = true;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException | RuntimeException e) {
            // It was only read; and a damaged archive may not be closed without complaint.
        }
    }

    /** The packed bytes: remembers whether it was the storage that failed, and ends where the file ended when it was taken. */
    private static final class Raw extends FilterInputStream {

        private long left;
        private @Nullable IOException failure;

        Raw(InputStream in, long size) {
            super(in);
            left = size < 0 ? Long.MAX_VALUE : size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            try {
                int read = in.read(buffer, offset, (int) Math.min(length, left));
                left -= Math.max(read, 0);
                return read;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = 0;
            byte[] passed = new byte[(int) Math.min(count, HEAD)];
            while (skipped < count) {
                int read = read(passed, 0, (int) Math.min(passed.length, count - skipped));
                if (read <= 0) {
                    break;
                }
                skipped += read;
            }
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
