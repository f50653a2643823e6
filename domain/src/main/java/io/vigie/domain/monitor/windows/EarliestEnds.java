package io.vigie.domain.monitor.windows;

import io.vigie.domain.reading.Microseconds;
import java.util.Arrays;

/**
 * For each metric of a device a time before which none of its windows ends: a binary heap, so that the metrics whose
 * windows end next are found among thousands without looking at the others.
 */
public final class EarliestEnds {

    private static final int FIRST_CAPACITY = 4;

    private int size;

    /** By metric. */
    private long[] ends = new long[FIRST_CAPACITY];

    /** The metrics, none of which has an earlier time than the one above it. */
    private int[] heap = new int[FIRST_CAPACITY];

    /** By metric, where it is in the heap. */
    private int[] places = new int[FIRST_CAPACITY];

    /** Another metric, the next by number; nothing of it ends. */
    public void add() {
        if (size == heap.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            heap = Arrays.copyOf(heap, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
        }
        ends[size] = Microseconds.NEVER;
        heap[size] = size;
        places[size] = size;
        size++;
    }

    /** The earliest of all; {@link Microseconds#NEVER} where nothing ends. */
    public long earliest() {
        return size == 0 ? Microseconds.NEVER : ends[heap[0]];
    }

    /** The metric that it is of. */
    public int first() {
        return heap[0];
    }

    long of(int metric) {
        return ends[metric];
    }

    public void set(int metric, long end) {
        boolean rises = end < ends[metric];
        ends[metric] = end;
        if (rises) {
            rise(metric);
        } else {
            sink(metric);
        }
    }

    private void rise(int metric) {
        int place = places[metric];
        while (place > 0 && ends[heap[(place - 1) / 2]] > ends[metric]) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(metric, place);
    }

    private void sink(int metric) {
        int place = places[metric];
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && ends[heap[child + 1]] < ends[heap[child]]) {
                child++;
            }
            if (ends[heap[child]] >= ends[metric]) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(metric, place);
    }

    private void put(int metric, int place) {
        heap[place] = metric;
        places[metric] = place;
    }
}
