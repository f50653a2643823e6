package io.vigie.application.simulation;

/**
 * When each device measures next: a binary heap of one number a device, its time above its index, so that a hundred
 * thousand devices cost less than a megabyte and equal times come in the order of the devices.
 */
final class Schedule {

    private static final int DEVICE_BITS = 20;
    private static final long DEVICE_MASK = (1L << DEVICE_BITS) - 1;

    private final long[] heap;

    /** @param times when each device measures first, in milliseconds from the fleet's start, not negative */
    Schedule(long[] times) {
        heap = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            heap[i] = entry(times[i], i);
        }
        for (int i = heap.length / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** The device that is next. */
    int device() {
        return (int) (heap[0] & DEVICE_MASK);
    }

    /** When it is. */
    long time() {
        return heap[0] >>> DEVICE_BITS;
    }

    /** Puts the device that is next back in, to measure again at this time. */
    void reschedule(long time) {
        heap[0] = entry(time, device());
        sink(0);
    }

    private static long entry(long time, int device) {
        return time << DEVICE_BITS | device;
    }

    private void sink(int from) {
        long moving = heap[from];
        int hole = from;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= heap.length) {
                break;
            }
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (moving <= heap[child]) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = moving;
    }
}
