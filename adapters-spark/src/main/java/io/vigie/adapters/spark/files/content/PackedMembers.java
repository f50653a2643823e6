package io.vigie.adapters.spark.files.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of an archive, one after the other: what comes when archives are concatenated. Knows, when one fails, what
 * it has given before it failed, and what is behind the last of them that is none.
 */
final class PackedMembers extends InputStream {

    private static final int BEGINNING = 4;

    private final Compression compression;
    private final InputStream raw;
    private @Nullable InputStream member;
    private boolean atEnd;
    private int given;
    private boolean garbage;

    /** @param raw can be reset */
    PackedMembers(Compression compression, InputStream raw) throws IOException {
        this.compression = compression;
        this.raw = raw;
        member = compression.member(raw);
    }

    /** How many bytes the last read put into the buffer, also when it failed. */
    int given() {
        return given;
    }

    /** Whether all members are whole, and something else comes behind them. */
    boolean isGarbage() {
        return garbage;
    }

    /** What comes there: as much as fits, and how much it is. */
    int garbage(byte[] into) throws IOException {
        return raw.readNBytes(into, 0, into.length);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        given = 0;
        while (!atEnd) {
            InputStream open = member == null ? compression.member(raw) : member;
            member = open;
            long before = open instanceof CompressorInputStream counted ? counted.getBytesRead() : 0;
            try {
                int read = open.read(buffer, offset, length);
                if (read >= 0) {
                    given = read;
                    return read;
                }
            } catch (IOException | RuntimeException e) {
                given = open instanceof CompressorInputStream counted ? (int) (counted.getBytesRead() - before) : 0;
                throw e;
            }
            member = null;
            goOn();
        }
        return -1;
    }

    private void goOn() throws IOException {
        byte[] next = new byte[BEGINNING];
        raw.mark(BEGINNING);
        int length = raw.readNBytes(next, 0, BEGINNING);
        raw.reset();
        atEnd = length == 0 || !compression.beginsMember(Arrays.copyOf(next, length), length);
        garbage = length > 0 && atEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        if (member != null) {
            member.close();
        }
        raw.close();
    }
}
