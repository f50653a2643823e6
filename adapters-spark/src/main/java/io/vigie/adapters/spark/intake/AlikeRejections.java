package io.vigie.adapters.spark.intake;

import io.vigie.application.intake.Rejection;
import io.vigie.domain.reading.RejectionReason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rejections of one file make a row. A small archive may hold millions of lines that are wrong in one way: of
 * equal bytes and equal reason the first {@value #MOST_ALIKE} are told one by one, and all further ones by one row that
 * names their range.
 *
 * <p>So many lines are remembered, the latest, that one beyond them may be told again from its first on; memory is
 * bounded whatever a file holds. For one thread.
 */
public final class AlikeRejections {

    /** So many alike are told one by one. */
    static final int MOST_ALIKE = 1_000;

    private static final int MOST_KNOWN = 1 << 16;
    private static final long MOST_BYTES = 16 << 20;

    private final Target target;
    private final int mostKnown;
    private final long mostBytes;
    private final MessageDigest digest = sha256();

    /** The latest looked for is the last. */
    private final LinkedHashMap<Fingerprint, Alike> known = new LinkedHashMap<>(64, 0.75f, true);

    /** Of messages that are kept for the row of a range. */
    private long bytes;

    /** Takes the row that stands for a range of rejections. */
    @FunctionalInterface
    public interface Target {

        /**
         * What is told of many.
         *
         * @param rejection their reason, and what is told of them
         * @param message the bytes that each of them is
         * @param place where the first of them is
         * @param arrival when it arrived, in microseconds since 1970
         * @param count how many they are
         */
        void range(Rejection rejection, byte[] message, long place, long arrival, long count);
    }

    /** Those of a file that has not begun. */
    public AlikeRejections(Target target) {
        this(target, MOST_KNOWN, MOST_BYTES);
    }

    public AlikeRejections(Target target, int mostKnown, long mostBytes) {
        this.target = target;
        this.mostKnown = mostKnown;
        this.mostBytes = mostBytes;
    }

    /**
     * The next rejection of the file; answers whether it is to be told by itself.
     *
     * @param buffer holds the message
     * @param offset where it starts
     * @param length its length in bytes
     * @param place where it is in the file
     * @param arrival when it arrived, in microseconds since 1970
     */
    public boolean isToBeTold(Rejection rejection, byte[] buffer, int offset, int length, long place, long arrival) {
        Fingerprint fingerprint = fingerprint(rejection.reason(), buffer, offset, length);
        Alike alike = known.get(fingerprint);
        if (alike == null) {
            alike = new Alike();
            known.put(fingerprint, alike);
            forgetTheOldest();
        }
        alike.count++;
        if (alike.count <= MOST_ALIKE) {
            return true;
        }
        if (alike.range == null) {
            alike.range = new Range(rejection, Arrays.copyOfRange(buffer, offset, offset + length), place, arrival);
            bytes += length;
            forgetTheOldest();
        }
        alike.last = place;
        return false;
    }

    /** The file is at its end: tells what is left to be told, by place; what comes next is another file's. */
    public void end() {
        if (!known.isEmpty()) {
            List<Alike> ranges = known.values().stream()
                    .filter(alike -> alike.range != null)
                    .sorted(Comparator.comparingLong(Alike::first))
                    .toList();
            known.clear();
            ranges.forEach(this::tell);
        }
    }

    private void forgetTheOldest() {
        Iterator<Map.Entry<Fingerprint, Alike>> oldest = known.entrySet().iterator();
        while (known.size() > mostKnown || (bytes > mostBytes && known.size() > 1)) {
            Alike forgotten = oldest.next().getValue();
            oldest.remove();
            tell(forgotten);
        }
    }

    private void tell(Alike alike) {
        Range range = alike.range;
        if (range != null) {
            bytes -= range.message.length;
            long count = alike.count - MOST_ALIKE;
            String detail = count + " more like the " + MOST_ALIKE + " before, from byte " + range.place + " to byte "
                    + alike.last + ": " + range.rejection.detail();
            target.range(
                    new Rejection(range.rejection.reason(), detail), range.message, range.place, range.arrival, count);
        }
    }

    private Fingerprint fingerprint(RejectionReason reason, byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
        byte[] hash = digest.digest();
        return new Fingerprint(reason, whole(hash, 0), whole(hash, Long.BYTES));
    }

    private static long whole(byte[] hash, int from) {
        long whole = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            whole = (whole << Byte.SIZE) | (hash[i] & 0xFF);
        }
        return whole;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256, this one has not.", e);
        }
    }

    /** A reason and a hash of bytes, so long that nobody finds others with the same. */
    private record Fingerprint(RejectionReason reason, long first, long second) {}

    /** What is alike, so far. */
    private static final class Alike {
        private long count;
        private @Nullable Range range;
        private long last;

        long first() {
            return range == null ? last : range.place;
        }
    }

    /** What is told of those after the first thousand. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares ranges
    private record Range(Rejection rejection, byte[] message, long place, long arrival) {}
}
