package io.vigie.domain.monitor.windows;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.window.PercentileSketches;
import java.util.Arrays;

/**
 * The values of a window for its percentiles: as they are while they are few, so that the percentiles are exact; when
 * they are more, in a sketch, which is always given the same number of values at once.
 */
final class RunningPercentiles {

    /** So many values are kept as they are. */
    static final int MOST_EXACT = 256;

    private static final int FIRST_CAPACITY = 16;
    private static final byte[] NO_VALUES = {};

    private final PercentileSketches sketches;
    private byte[] sketch = NO_VALUES;
    private double[] values = {};
    private int size;

    /** There were values before they were kept. Written down as a value that is no number, as no reading's is. */
    private boolean undefined;

    RunningPercentiles(PercentileSketches sketches) {
        this.sketches = sketches;
    }

    void clear() {
        sketch = NO_VALUES;
        size = 0;
        undefined = false;
    }

    void leaveUndefined() {
        clear();
        undefined = true;
    }

    void add(double value) {
        if (undefined) {
            return;
        }
        if (size == MOST_EXACT) {
            sketch = sketches.add(sketch, values, size);
            size = 0;
        } else if (size == values.length) {
            values = Arrays.copyOf(values, size == 0 ? FIRST_CAPACITY : size * 2);
        }
        values[size++] = value;
    }

    void merge(RunningPercentiles other) {
        if (undefined || other.undefined) {
            leaveUndefined();
            return;
        }
        if (other.sketch.length > 0) {
            sketch = sketches.merge(sketch, other.sketch);
        }
        for (int i = 0; i < other.size; i++) {
            add(other.values[i]);
        }
    }

    /** Of these percents; there is one value at least. */
    void percentiles(double[] percents, double[] results) {
        if (undefined) {
            Arrays.fill(results, Double.NaN);
            return;
        }
        if (sketch.length == 0) {
            double[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            for (int i = 0; i < percents.length; i++) {
                results[i] = interpolated(sorted, percents[i]);
            }
            return;
        }
        byte[] whole = sketches.add(sketch, values, size);
        for (int i = 0; i < percents.length; i++) {
            results[i] = sketches.percentile(whole, percents[i]);
        }
    }

    private static double interpolated(double[] sorted, double percent) {
        double rank = percent / 100 * (sorted.length - 1);
        int below = (int) rank;
        double share = rank - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }

    void write(ByteWriter out) {
        out.writeBytes(sketch, 0, sketch.length);
        if (undefined) {
            out.writeCount(1);
            out.writeDouble(Double.NaN);
            return;
        }
        out.writeCount(size);
        for (int i = 0; i < size; i++) {
            out.writeDouble(values[i]);
        }
    }

    void read(ByteReader in) {
        sketch = in.readBytes();
        int kept = in.readIndex(MOST_EXACT + 1);
        for (int i = 0; i < kept; i++) {
            double value = in.readDouble();
            if (Double.isNaN(value)) {
                leaveUndefined();
            }
            add(value);
        }
    }
}
