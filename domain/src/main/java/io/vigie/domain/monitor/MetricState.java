package io.vigie.domain.monitor;

import io.vigie.domain.rule.Quantity.Statistic;
import io.vigie.domain.rule.Truth;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one metric of one device: the latest readings, and as much of the past as rules ask for. Sums
 * run from the oldest reading to the newest, so that the same readings give the same bits however they were cut.
 */
final class MetricState {

    /** The fewest readings that {@code zscore} compares with. */
    private static final int FEWEST_FOR_SCORE = 10;

    /** The fewest readings that {@code ewzscore} compares with. */
    private static final int FEWEST_FOR_WEIGHTED_SCORE = 30;

    final MetricNeeds needs;

    double latest = Double.NaN;
    long latestTime = Microseconds.NONE;

    @Nullable
    String unit;

    double previous = Double.NaN;

    /** The time of the first reading of the present run of equal values. */
    long unchangedSince = Microseconds.NONE;

    /** For each weight: how many readings were weighed, counted no further than is asked, and what they came to. */
    final int[] weighed;

    final double[] weightedMeans;

    final double[] weightedVariances;
    final double[] weightedScores;

    /** The readings of the longest span, oldest first, in a ring that starts at {@link #first}. */
    private long[] times = {};

    private double[] values = {};
    private int first;
    private int kept;

    MetricState(MetricNeeds needs) {
        this.needs = needs;
        weighed = new int[needs.weights.length];
        weightedMeans = new double[needs.weights.length];
        weightedVariances = new double[needs.weights.length];
        weightedScores = new double[needs.weights.length];
        Arrays.fill(weightedScores, Double.NaN);
    }

    boolean isSeen() {
        return latestTime != Microseconds.NONE;
    }

    void take(long time, double value, @Nullable String valueUnit) {
        for (int i = 0; i < weightedMeans.length; i++) {
            weigh(i, needs.weights[i], value);
        }
        if (!isSeen() || value != latest) {
            unchangedSince = time;
        }
        previous = latest;
        latest = value;
        latestTime = time;
        unit = valueUnit;
        if (needs.longestSpan > 0) {
            forget(time - needs.longestSpan);
            keep(time, value);
        }
    }

    private void weigh(int index, double weight, double value) {
        int before = weighed[index];
        weighed[index] = Math.min(before + 1, FEWEST_FOR_WEIGHTED_SCORE);
        if (before == 0) {
            weightedMeans[index] = value;
            return;
        }
        double distance = value - weightedMeans[index];
        double variance = weightedVariances[index];
        weightedScores[index] =
                before < FEWEST_FOR_WEIGHTED_SCORE || variance == 0 ? Double.NaN : distance / Math.sqrt(variance);
        weightedVariances[index] = (1 - weight) * (variance + weight * distance * distance);
        weightedMeans[index] += weight * distance;
    }

    /** Takes back what was remembered for a weight, where a rule still uses it. */
    void restoreWeighted(double weight, int count, double mean, double variance, double score) {
        int index = needs.weightIndex(weight);
        if (index >= 0) {
            weighed[index] = count;
            weightedMeans[index] = mean;
            weightedVariances[index] = variance;
            weightedScores[index] = score;
        }
    }

    /** Keeps a reading of the past; the codec restores them by this too. */
    void keep(long time, double value) {
        if (kept == times.length) {
            int capacity = Math.max(8, kept * 2);
            long[] moreTimes = new long[capacity];
            double[] moreValues = new double[capacity];
            for (int i = 0; i < kept; i++) {
                moreTimes[i] = timeAt(i);
                moreValues[i] = valueAt(i);
            }
            times = moreTimes;
            values = moreValues;
            first = 0;
        }
        int place = (first + kept) % times.length;
        times[place] = time;
        values[place] = value;
        kept++;
    }

    private void forget(long upTo) {
        while (kept > 0 && times[first] <= upTo) {
            first = (first + 1) % times.length;
            kept--;
        }
    }

    int kept() {
        return kept;
    }

    long timeAt(int index) {
        return times[(first + index) % times.length];
    }

    double valueAt(int index) {
        return values[(first + index) % values.length];
    }

    double delta() {
        return latest - previous;
    }

    double rate(long now, long span) {
        int from = firstAfter(now - span);
        if (from >= kept) {
            return Double.NaN;
        }
        long elapsed = timeAt(kept - 1) - timeAt(from);
        return elapsed == 0 ? Double.NaN : (valueAt(kept - 1) - valueAt(from)) / (elapsed / 1e6);
    }

    double statistic(Statistic statistic, long now, long span) {
        int from = firstAfter(now - span);
        int count = kept - from;
        if (statistic == Statistic.COUNT) {
            return count;
        }
        if (count == 0) {
            return Double.NaN;
        }
        return switch (statistic) {
            case MEAN -> mean(from, kept);
            case SUM -> sum(from, kept);
            case MINIMUM -> minimum(from);
            case MAXIMUM -> maximum(from);
            case STANDARD_DEVIATION -> deviation(from, kept);
            case COUNT -> count;
        };
    }

    double percentile(double percent, long now, long span) {
        int from = firstAfter(now - span);
        int count = kept - from;
        if (count == 0) {
            return Double.NaN;
        }
        double[] sorted = new double[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = valueAt(from + i);
        }
        Arrays.sort(sorted);
        double rank = percent / 100 * (count - 1);
        int below = (int) rank;
        double share = rank - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }

    double zScore(long now, long span) {
        int from = firstAfter(now - span);
        int before = kept - 1;
        int count = before - from;
        if (count < FEWEST_FOR_SCORE) {
            return Double.NaN;
        }
        double deviation = deviation(from, before);
        return deviation == 0 ? Double.NaN : (latest - mean(from, before)) / deviation;
    }

    double weightedMean(double weight) {
        int index = needs.weightIndex(weight);
        return weighed[index] == 0 ? Double.NaN : weightedMeans[index];
    }

    double weightedZScore(double weight) {
        return weightedScores[needs.weightIndex(weight)];
    }

    int flatline(long now, long span) {
        return isSeen() && unchangedSince <= now - span ? Truth.TRUE : Truth.FALSE;
    }

    /** The index of the first kept reading later than a time. */
    private int firstAfter(long time) {
        int low = 0;
        int high = kept;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeAt(middle) > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private double sum(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += valueAt(i);
        }
        return sum;
    }

    /** Taken from the first value on, so that the mean of equal values is that value to the last bit. */
    private double mean(int from, int to) {
        double origin = valueAt(from);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += valueAt(i) - origin;
        }
        return origin + sum / (to - from);
    }

    private double minimum(int from) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = from; i < kept; i++) {
            least = Math.min(least, valueAt(i));
        }
        return least;
    }

    private double maximum(int from) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = from; i < kept; i++) {
            most = Math.max(most, valueAt(i));
        }
        return most;
    }

    private double deviation(int from, int to) {
        int count = to - from;
        if (count < 2) {
            return Double.NaN;
        }
        double mean = mean(from, to);
        double squares = 0;
        for (int i = from; i < to; i++) {
            double distance = valueAt(i) - mean;
            squares += distance * distance;
        }
        return Math.sqrt(squares / (count - 1));
    }
}
