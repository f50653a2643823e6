package io.vigie.adapters.eventhubs.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The events of one partition, as bytes one after the other. An event's offset is where its bytes begin; it never lies
 * across two segments, so that offsets skip what is left of one.
 */
final class PartitionLog {

    /** More than the largest event, and little, for hubs of many partitions. */
    private static final int SEGMENT = 1 << 21;

    /** Of a record: its length, the number of pairs and the length of its annotations. */
    private static final int RECORD_HEADER = 12;

    /** Of the annotations: 00 53 72, the map's constructor d1, its size and its count. */
    private static final byte[] ANNOTATIONS = {0x00, 0x53, 0x72, (byte) 0xd1};

    private static final byte[] SEQUENCE_NUMBER = key("x-opt-sequence-number", 0x81);
    private static final byte[] OFFSET = key("x-opt-offset", 0xa1);
    private static final byte[] ENQUEUED_TIME = key("x-opt-enqueued-time", 0x83);
    /** Of the map: the count, three keys, two longs, and a string's length. */
    private static final int OWN_ANNOTATIONS =
            4 + SEQUENCE_NUMBER.length + 8 + OFFSET.length + 1 + ENQUEUED_TIME.length + 8;

    private static final int OWN_PAIRS = 3;
    private static final long NEVER = 0;

    private final List<byte @Nullable []> segments = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long[] offsets = new long[1024];
    private long[] times = new long[1024];
    private final BitSet compacted = new BitSet();
    private long beginning;
    private int count;
    private long endOffset;

    /** Is told of each change, by the thread that makes it. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Appends events at one time, which is not before that of the last. */
    void append(List<EncodedEvent> events, long time) {
        synchronized (this) {
            for (EncodedEvent event : events) {
                append(event, count == 0 ? time : Math.max(time, times[count - 1]));
            }
        }
        listeners.forEach(Runnable::run);
    }

    private void append(EncodedEvent event, long time) {
        int length = RECORD_HEADER + event.annotations.length + event.content.length;
        if (length > SEGMENT) {
            throw new IllegalArgumentException("An event of " + length + " bytes is too large.");
        }
        if (endOffset % SEGMENT + length > SEGMENT) {
            endOffset += SEGMENT - endOffset % SEGMENT;
        }
        int segment = (int) (endOffset / SEGMENT);
        if (segment == segments.size()) {
            segments.add(new byte[SEGMENT]);
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        ByteBuffer.wrap(segments.get(segment), (int) (endOffset % SEGMENT), length)
                .putInt(length)
                .putInt(event.pairs)
                .putInt(event.annotations.length)
                .put(event.annotations)
                .put(event.content);
        offsets[count] = endOffset;
        times[count] = time;
        count++;
        endOffset += length;
    }

    /** Drops all events before a sequence number, as retention does. */
    void truncate(long sequenceNumber) {
        synchronized (this) {
            beginning = Math.max(beginning, Math.min(sequenceNumber, count));
            int kept = (int) ((beginning < count ? offsets[(int) beginning] : endOffset) / SEGMENT);
            for (int segment = 0; segment < kept; segment++) {
                segments.set(segment, null);
            }
        }
        listeners.forEach(Runnable::run);
    }

    /** Takes events out, as compaction does: the numbers of the others stay. */
    synchronized void compact(long from, long until) {
        compacted.set((int) from, (int) until);
    }

    /** The sequence number of the first event that is there, or will be, from one on. */
    synchronized long present(long sequenceNumber) {
        return compacted.nextClearBit((int) Math.max(sequenceNumber, beginning));
    }

    /** The sequence number of the first event that is there. */
    synchronized long beginning() {
        return beginning;
    }

    /** The sequence number that the next event will have. */
    synchronized long end() {
        return count;
    }

    /** The offset from which the next event will be. */
    synchronized long endOffset() {
        return endOffset;
    }

    /** That of the last event there was, or -1. */
    synchronized long lastOffset() {
        return count == 0 ? -1 : offsets[count - 1];
    }

    /** When the last event there was came, in milliseconds of the epoch, or 0. */
    synchronized long lastTime() {
        return count == 0 ? NEVER : times[count - 1];
    }

    /** The sequence number of the first event from an offset on. */
    synchronized long firstFromOffset(long offset) {
        return first(offsets, offset);
    }

    /** The sequence number of the first event that came at a time or after. */
    synchronized long firstEnqueued(long time) {
        return first(times, time);
    }

    private long first(long[] values, long wanted) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The bytes of an event as a receiver gets them, after those of a prefix. */
    synchronized byte[] message(long sequenceNumber, byte[] prefix) {
        if (sequenceNumber < beginning || sequenceNumber >= count) {
            throw new IllegalArgumentException(
                    "There is no event " + sequenceNumber + " in [" + beginning + ", " + count + ").");
        }
        long offset = offsets[(int) sequenceNumber];
        byte[] segment = segments.get((int) (offset / SEGMENT));
        int start = (int) (offset % SEGMENT);
        ByteBuffer log = ByteBuffer.wrap(segment);
        int length = log.getInt(start);
        int pairs = log.getInt(start + 4);
        int annotations = log.getInt(start + 8);
        int digits = digits(offset);
        int map = OWN_ANNOTATIONS + digits + annotations;
        byte[] message =
                new byte[prefix.length + ANNOTATIONS.length + 4 + map + (length - RECORD_HEADER - annotations)];
        ByteBuffer out = ByteBuffer.wrap(message)
                .put(prefix)
                .put(ANNOTATIONS)
                .putInt(map)
                .putInt(2 * (OWN_PAIRS + pairs))
                .put(SEQUENCE_NUMBER)
                .putLong(sequenceNumber)
                .put(OFFSET)
                .put((byte) digits);
        long rest = offset;
        for (int place = digits - 1; place >= 0; place--) {
            out.put(out.position() + place, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.position(out.position() + digits)
                .put(ENQUEUED_TIME)
                .putLong(times[(int) sequenceNumber])
                .put(segment, start + RECORD_HEADER, length - RECORD_HEADER);
        return message;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** A symbol, and the constructor of the value after it. */
    private static byte[] key(String name, int constructor) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        byte[] key = new byte[2 + text.length + 1];
        key[0] = (byte) 0xa3;
        key[1] = (byte) text.length;
        System.arraycopy(text, 0, key, 2, text.length);
        key[key.length - 1] = (byte) constructor;
        return key;
    }
}
