package io.vigie.domain.monitor.readings;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The readings of a device that a further one may be alike to, whether rules read them or not: of each metric, in the
 * order of their event times, and of their values where those are the same.
 */
public final class RecentReadings {

    private static final int FIRST_CAPACITY = 8;

    /** How far back from the largest event time they are kept, in microseconds. */
    private final long span;

    private final Map<String, Series> metrics = new LinkedHashMap<>();

    public RecentReadings(long span) {
        this.span = span;
    }

    /** How many metrics it has readings of. */
    public int metrics() {
        return metrics.size();
    }

    /** Whether it has readings of a metric, or had some lately. */
    public boolean has(String metric) {
        return metrics.containsKey(metric);
    }

    /**
     * Takes a reading in, where it is not alike to one that is here.
     *
     * @param largest the device's largest event time before it
     * @return whether it is alike to one
     */
    public boolean isRepeated(String metric, long time, double value, long largest) {
        Series series = metrics.get(metric);
        if (series == null) {
            series = new Series();
            metrics.put(metric, series);
        }
        return series.isRepeated(time, value, after(largest));
    }

    /** Lets go of metrics whose readings are all too old. */
    public void forget(long largest) {
        metrics.values().removeIf(series -> series.isOld(after(largest)));
    }

    private long after(long largest) {
        return largest < Long.MIN_VALUE + span ? Long.MIN_VALUE : largest - span;
    }

    /** Writes the readings that may still be repeated. */
    public void write(ByteWriter out, long largest, long origin) {
        forget(largest);
        out.writeCount(metrics.size());
        metrics.forEach((metric, series) -> {
            out.writeText(metric);
            series.write(out, after(largest), origin);
        });
    }

    /** Takes back what {@link #write} wrote. */
    public void read(ByteReader in, long origin) {
        int count = in.readSize();
        for (int i = 0; i < count; i++) {
            String metric = in.readName();
            Series series = new Series();
            series.read(in, origin);
            metrics.put(metric, series);
        }
    }

    /** The readings of one metric: a queue over parallel arrays, by time and value, whose old ones go as it grows. */
    private static final class Series {
        private int first;
        private int end;
        private long[] times = {};
        private double[] values = {};

        boolean isOld(long after) {
            return first == end || times[end - 1] <= after;
        }

        boolean isRepeated(long time, double value, long after) {
            while (first < end && times[first] <= after) {
                first++;
            }
            int place = place(time, value);
            if (place < end && times[place] == time && values[place] == value) {
                return true;
            }
            if (time > after) {
                insert(place, time, value);
            }
            return false;
        }

        /** Where the first reading is, or would be, that does not come before this one. */
        private int place(long time, double value) {
            if (first == end || isBefore(end - 1, time, value)) {
                return end;
            }
            int from = first;
            int to = end - 1;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (isBefore(middle, time, value)) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        private boolean isBefore(int place, long time, double value) {
            return times[place] < time || (times[place] == time && values[place] < value);
        }

        private void insert(int place, long time, double value) {
            int at = place;
            if (end == times.length) {
                int size = end - first;
                int capacity = Math.max(FIRST_CAPACITY, 2 * size);
                long[] movedTimes = new long[capacity];
                double[] movedValues = new double[capacity];
                System.arraycopy(times, first, movedTimes, 0, size);
                System.arraycopy(values, first, movedValues, 0, size);
                times = movedTimes;
                values = movedValues;
                at -= first;
                first = 0;
                end = size;
            }
            System.arraycopy(times, at, times, at + 1, end - at);
            System.arraycopy(values, at, values, at + 1, end - at);
            times[at] = time;
            values[at] = value;
            end++;
        }

        void write(ByteWriter out, long after, long origin) {
            int from = first;
            while (from < end && times[from] <= after) {
                from++;
            }
            out.writeCount(end - from);
            for (int i = from; i < end; i++) {
                EncodedTime.write(out, times[i], origin);
                out.writeDouble(values[i]);
            }
        }

        void read(ByteReader in, long origin) {
            int count = in.readSize();
            times = new long[Math.max(FIRST_CAPACITY, count)];
            values = new double[times.length];
            for (int i = 0; i < count; i++) {
                long time = EncodedTime.read(in, origin);
                double value = in.readDouble();
                // Those of one time were once written in the order of their arrival.
                insert(place(time, value), time, value);
            }
        }
    }
}
