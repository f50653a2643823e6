package io.vigie.domain.monitor.windows;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;
import org.jspecify.annotations.Nullable;

/**
 * A window that is open, and its readings folded into a few numbers in the order in which they were counted. Once it
 * is complete, the object serves for another window.
 */
final class RunningWindow {

    private final boolean deviates;
    private final @Nullable RunningPercentiles percentiles;

    long start;
    long end;
    long count;
    double sum;
    double least;
    double greatest;

    /** As in B. P. Welford, Note on a Method for Calculating Corrected Sums of Squares and Products, 1962. */
    private double mean;

    private double squares;

    RunningWindow(CompiledWindow window) {
        deviates = window.layout.deviates();
        percentiles = window.layout.percentiles() ? new RunningPercentiles(window.sketches) : null;
    }

    void open(long from, long to) {
        start = from;
        end = to;
        count = 0;
        sum = 0;
        least = Double.POSITIVE_INFINITY;
        greatest = Double.NEGATIVE_INFINITY;
        mean = 0;
        squares = 0;
        if (percentiles != null) {
            percentiles.clear();
        }
    }

    void add(double value) {
        count++;
        sum += value;
        if (value < least) {
            least = value;
        }
        if (value > greatest) {
            greatest = value;
        }
        if (deviates) {
            double distance = value - mean;
            mean += distance / count;
            squares += distance * (value - mean);
        }
        if (percentiles != null) {
            percentiles.add(value);
        }
    }

    /** Takes in the readings of another; how squares add up is in T. F. Chan and others, 1979. */
    void merge(RunningWindow other) {
        double distance = other.mean - mean;
        long both = count + other.count;
        squares += other.squares + distance * distance * ((double) count * other.count / both);
        mean += distance * other.count / both;
        count = both;
        sum += other.sum;
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
        if (percentiles != null && other.percentiles != null) {
            percentiles.merge(other.percentiles);
        }
    }

    /** The sample standard deviation. */
    double deviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }

    void percentiles(double[] percents, double[] results) {
        if (percentiles != null) {
            percentiles.percentiles(percents, results);
        }
    }

    void write(ByteWriter out, long origin) {
        EncodedTime.write(out, start, origin);
        EncodedTime.write(out, end, origin);
        out.writeCount(count);
        out.writeDouble(sum);
        out.writeDouble(least);
        out.writeDouble(greatest);
        if (deviates) {
            out.writeDouble(mean);
            out.writeDouble(squares);
        }
        if (percentiles != null) {
            percentiles.write(out);
        }
    }

    /** Takes back what was written of it; what its definition did not ask for then stays undefined. */
    void read(ByteReader in, long origin, WindowLayout written) {
        open(EncodedTime.read(in, origin), EncodedTime.read(in, origin));
        count = in.readCount();
        sum = in.readDouble();
        least = in.readDouble();
        greatest = in.readDouble();
        if (written.deviates()) {
            mean = in.readDouble();
            squares = in.readDouble();
        } else {
            mean = Double.NaN;
            squares = Double.NaN;
        }
        if (percentiles != null && written.percentiles()) {
            percentiles.read(in);
        } else if (percentiles != null) {
            percentiles.leaveUndefined();
        }
    }
}
