package io.vigie.adapters.spark.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The files that were taken, and how large they were then. There may be millions: each takes 24 bytes here, a name by its
 * hash of 128 bits, by which no two are taken for one.
 */
final class KnownFiles {

    /** That of a file which was not taken. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** Stands in the place of one that was forgotten. */
    private static final long FORGOTTEN = Long.MIN_VALUE + 1;

    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private long[] sizes = sizes(FIRST_CAPACITY);
    private int count;
    private final MessageDigest digest = digest();

    /** Half of it would do; whoever makes names up cannot make two that are taken for one. */
    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static long[] sizes(int capacity) {
        long[] sizes = new long[capacity];
        Arrays.fill(sizes, UNKNOWN);
        return sizes;
    }

    /** How large it was when it was taken; negative where that was not kept; {@link #UNKNOWN} where it was not taken. */
    long size(String path) {
        ByteBuffer hash = hash(path);
        long size = sizes[place(hash.getLong(), hash.getLong())];
        return size == FORGOTTEN ? UNKNOWN : size;
    }

    /** From now on it counts as one that was not taken. */
    void forget(String path) {
        ByteBuffer hash = hash(path);
        int place = place(hash.getLong(), hash.getLong());
        if (sizes[place] != UNKNOWN) {
            sizes[place] = FORGOTTEN;
        }
    }

    void put(String path, long size) {
        if (count * 3L >= sizes.length * 2L) {
            grow();
        }
        ByteBuffer hash = hash(path);
        put(hash.getLong(), hash.getLong(), size);
    }

    private void put(long first, long second, long size) {
        int place = place(first, second);
        count += sizes[place] == UNKNOWN ? 1 : 0;
        high[place] = first;
        low[place] = second;
        sizes[place] = size;
    }

    private ByteBuffer hash(String path) {
        return ByteBuffer.wrap(digest.digest(path.getBytes(StandardCharsets.UTF_8)));
    }

    private int place(long first, long second) {
        int mask = sizes.length - 1;
        int place = (int) second & mask;
        while (sizes[place] != UNKNOWN && (high[place] != first || low[place] != second)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldSizes = sizes;
        high = new long[oldHigh.length * 2];
        low = new long[high.length];
        sizes = sizes(high.length);
        count = 0;
        for (int i = 0; i < oldSizes.length; i++) {
            if (oldSizes[i] != UNKNOWN && oldSizes[i] != FORGOTTEN) {
                put(oldHigh[i], oldLow[i], oldSizes[i]);
            }
        }
    }
}
