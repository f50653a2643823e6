package io.vigie.domain.monitor.readings;

import io.vigie.domain.encoding.ByteReader;

/**
 * Readings of one metric, oldest first, in a ring that grows. Each has a number of its own, which counts on: it stays
 * the same while older ones are forgotten.
 */
public final class KeptReadings {

    private static final int FIRST_CAPACITY = 8;
    private static final long[] NO_TIMES = {};
    private static final double[] NO_VALUES = {};

    /** Their number of places is a power of two. */
    private long[] times = NO_TIMES;

    private double[] values = NO_VALUES;
    private long first;
    private long end;

    /** The number of the oldest. */
    public long first() {
        return first;
    }

    /** One more than the number of the newest. */
    public long end() {
        return end;
    }

    public int size() {
        return (int) (end - first);
    }

    public boolean isEmpty() {
        return end == first;
    }

    public long time(long number) {
        return times[place(number)];
    }

    public double value(long number) {
        return values[place(number)];
    }

    private int place(long number) {
        return (int) number & (times.length - 1);
    }

    /** Takes the newest, which is no earlier than the others. */
    void add(long time, double value) {
        if (size() == times.length) {
            grow();
        }
        times[place(end)] = time;
        values[place(end)] = value;
        end++;
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, 2 * times.length);
        long[] moreTimes = new long[capacity];
        double[] moreValues = new double[capacity];
        for (long number = first; number < end; number++) {
            moreTimes[(int) number & (capacity - 1)] = time(number);
            moreValues[(int) number & (capacity - 1)] = value(number);
        }
        times = moreTimes;
        values = moreValues;
    }

    void removeNewest() {
        end--;
    }

    /** Forgets those up to a time and at it. */
    void forget(long upTo) {
        while (first < end && time(first) <= upTo) {
            first++;
        }
    }

    /** Forgets those up to a time and at it, but the last of them. */
    void forgetAllButOne(long upTo) {
        while (size() > 1 && time(first + 1) <= upTo) {
            first++;
        }
    }

    /** The number of the first reading later than a time; {@link #end} where there is none. */
    long firstAfter(long time) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (time(middle) > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Tells the reading of this number, where it is kept. */
    void tell(long number, ReadingTarget target) {
        if (number >= first && number < end) {
            target.reading(time(number), value(number));
        }
    }

    /** The value of a reading that is kept, which is finite. */
    public static double readValue(ByteReader in) {
        double value = in.readDouble();
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("A value that was kept is not a number.");
        }
        return value;
    }
}
