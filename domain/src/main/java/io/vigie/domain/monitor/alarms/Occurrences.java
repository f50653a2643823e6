package io.vigie.domain.monitor.alarms;

import java.util.Arrays;

/** The latest readings on which a condition was true, as many as {@code times} asks for: a ring that grows to that. */
public final class Occurrences {

    private static final int FIRST_CAPACITY = 4;
    private static final long[] NO_TIMES = {};
    private static final int[] NO_METRICS = {};
    private static final double[] NO_VALUES = {};

    /** How many are asked for. */
    private final int wanted;

    private int size;

    /** Where the next one goes; in a full ring, the oldest. */
    private int next;

    private long[] times = NO_TIMES;
    private int[] metrics = NO_METRICS;
    private double[] values = NO_VALUES;

    Occurrences(int wanted) {
        this.wanted = wanted;
    }

    public int size() {
        return size;
    }

    boolean isFull() {
        return size == wanted;
    }

    public void add(long time, int metric, double value) {
        if (wanted == 0) {
            return;
        }
        if (size == times.length && size < wanted) {
            int capacity = Math.min(Math.max(FIRST_CAPACITY, size * 2), wanted);
            times = Arrays.copyOf(times, capacity);
            metrics = Arrays.copyOf(metrics, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        times[next] = time;
        metrics[next] = metric;
        values[next] = value;
        next = next + 1 == wanted ? 0 : next + 1;
        size = Math.min(size + 1, wanted);
    }

    void clear() {
        size = 0;
        next = 0;
    }

    /** The time of one of them, the oldest being 0. */
    public long timeAt(int index) {
        return times[place(index)];
    }

    public int metricAt(int index) {
        return metrics[place(index)];
    }

    public double valueAt(int index) {
        return values[place(index)];
    }

    /** How many are later than a time. */
    public int countAfter(long time) {
        int count = 0;
        while (count < size && timeAt(size - 1 - count) > time) {
            count++;
        }
        return count;
    }

    private int place(int index) {
        return size < wanted ? index : (next + index) % wanted;
    }
}
