package io.vigie.domain.monitor.readings;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A device's readings that wait for their watermark, earliest event time first and at one time in the order of their
 * arrival: a binary heap over parallel arrays.
 */
public final class ReorderBuffer {

    private static final int FIRST_CAPACITY = 8;

    private int size;
    private long arrivals;
    private long[] times = {};
    private long[] orders = {};
    private int[] metrics = {};
    private double[] values = {};
    private @Nullable String[] units = {};

    /** By metric, how many of its readings wait, and the latest event time of those. */
    private int[] waiting = {};

    private long[] latest = {};

    public int size() {
        return size;
    }

    /** The earliest event time that waits. */
    public long firstTime() {
        return times[0];
    }

    public int firstMetric() {
        return metrics[0];
    }

    public double firstValue() {
        return values[0];
    }

    @Nullable
    public String firstUnit() {
        return units[0];
    }

    /**
     * Has a reading wait.
     *
     * @param metric its place; of one that is {@link MetricTable#UNREAD}, the value tells which it is
     */
    public void add(long time, int metric, double value, @Nullable String unit) {
        if (size == times.length) {
            int capacity = size == 0 ? FIRST_CAPACITY : size * 2;
            times = Arrays.copyOf(times, capacity);
            orders = Arrays.copyOf(orders, capacity);
            metrics = Arrays.copyOf(metrics, capacity);
            values = Arrays.copyOf(values, capacity);
            units = Arrays.copyOf(units, capacity);
        }
        if (metric != MetricTable.UNREAD) {
            count(metric, time);
        }
        int place = size++;
        long order = arrivals++;
        while (place > 0 && comesBefore(time, order, (place - 1) / 2)) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        set(place, time, order, metric, value, unit);
    }

    private void count(int metric, long time) {
        if (metric >= waiting.length) {
            waiting = Arrays.copyOf(waiting, FIRST_CAPACITY + 2 * metric);
            latest = Arrays.copyOf(latest, waiting.length);
        }
        latest[metric] = waiting[metric] == 0 ? time : Math.max(latest[metric], time);
        waiting[metric]++;
    }

    /** Whether readings of a metric wait. */
    public boolean has(int metric) {
        return metric < waiting.length && waiting[metric] > 0;
    }

    /** The latest event time of a metric's readings, of which some wait. */
    public long latest(int metric) {
        return latest[metric];
    }

    public void removeFirst() {
        if (metrics[0] != MetricTable.UNREAD) {
            waiting[metrics[0]]--;
        }
        int last = --size;
        long time = times[last];
        long order = orders[last];
        int metric = metrics[last];
        double value = values[last];
        String unit = units[last];
        units[last] = null;
        if (last == 0) {
            return;
        }
        int place = 0;
        while (true) {
            int child = 2 * place + 1;
            if (child >= last) {
                break;
            }
            if (child + 1 < last && comesBefore(times[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (comesBefore(time, order, child)) {
                break;
            }
            move(child, place);
            place = child;
        }
        set(place, time, order, metric, value, unit);
    }

    /** Writes the readings in the order of their arrival, by their metrics' places in the bytes. */
    public void write(ByteWriter out, int[] places, long origin) {
        out.writeCount(size);
        Integer[] byArrival = new Integer[size];
        Arrays.setAll(byArrival, i -> i);
        Arrays.sort(byArrival, Comparator.comparingLong(i -> orders[i]));
        for (int i : byArrival) {
            EncodedTime.write(out, times[i], origin);
            out.writeCount(metrics[i] == MetricTable.UNREAD ? 0 : places[metrics[i]] + 1L);
            out.writeDouble(values[i]);
            out.writeText(units[i]);
        }
    }

    /** Takes back what {@link #write} wrote; of readings of metrics that no rule reads any more, little more than their times. */
    public void read(ByteReader in, int[] places, long origin) {
        int count = in.readSize();
        for (int i = 0; i < count; i++) {
            long time = EncodedTime.read(in, origin);
            int written = in.readIndex(places.length + 1);
            add(time, written == 0 ? MetricTable.UNREAD : places[written - 1], in.readDouble(), in.readText());
        }
    }

    /** Takes back what was written before times were kept of readings that nobody reads. */
    public void readOfBefore(ByteReader in, int[] places, long origin) {
        int count = in.readSize();
        for (int i = 0; i < count; i++) {
            long time = EncodedTime.read(in, origin);
            add(time, places[in.readIndex(places.length)], in.readDouble(), in.readText());
        }
    }

    private boolean comesBefore(long time, long order, int other) {
        return time < times[other] || (time == times[other] && order < orders[other]);
    }

    private void move(int from, int to) {
        times[to] = times[from];
        orders[to] = orders[from];
        metrics[to] = metrics[from];
        values[to] = values[from];
        units[to] = units[from];
    }

    private void set(int place, long time, long order, int metric, double value, @Nullable String unit) {
        times[place] = time;
        orders[place] = order;
        metrics[place] = metric;
        values[place] = value;
        units[place] = unit;
    }
}
