package io.vigie.domain.monitor.readings;

import org.jspecify.annotations.Nullable;

/**
 * The readings of one span, {@code (t - span, t]}, and what they come to: it takes readings in and lets them go, and
 * never goes through all of them. Its results hang on the readings in the span alone.
 */
final class SpanWindow {

    /** The fewest readings that {@code zscore} compares with. */
    private static final int FEWEST_FOR_SCORE = 10;

    final long span;
    private final KeptReadings readings;
    private final @Nullable ExactSum sum;
    private final @Nullable ExactSum squares;
    private final @Nullable SortedValues sorted;

    /** The number of the first reading of the span; the last is the newest there is. */
    private long from;

    SpanWindow(SpanNeeds needs, KeptReadings readings) {
        span = needs.span;
        this.readings = readings;
        sum = needs.sum ? new ExactSum() : null;
        squares = needs.squares ? new ExactSum() : null;
        sorted = needs.order ? new SortedValues() : null;
    }

    /** The newest reading comes in, and the span ends there. */
    void take(long time, double value) {
        comesIn(value);
        moveTo(time);
    }

    /**
     * The span ends at another time, no earlier than the newest reading: mostly later than before, and earlier where
     * a decision of before is explained.
     */
    private void moveTo(long now) {
        long upTo = now - span;
        while (from < readings.end() && readings.time(from) <= upTo) {
            goes(readings.value(from++));
        }
        while (from > readings.first() && readings.time(from - 1) > upTo) {
            comesIn(readings.value(--from));
        }
    }

    private void comesIn(double value) {
        if (sum != null) {
            sum.add(value);
        }
        if (squares != null) {
            squares.addSquare(value);
        }
        if (sorted != null) {
            sorted.add(value);
        }
    }

    private void goes(double value) {
        if (sum != null) {
            sum.remove(value);
        }
        if (squares != null) {
            squares.removeSquare(value);
        }
        if (sorted != null) {
            sorted.remove(value);
        }
    }

    private int count() {
        return (int) (readings.end() - from);
    }

    double sum(long now) {
        moveTo(now);
        return sum == null || count() == 0 ? Double.NaN : sum.dividedBy(1);
    }

    double mean(long now) {
        moveTo(now);
        return sum == null || count() == 0 ? Double.NaN : sum.dividedBy(count());
    }

    double deviation(long now) {
        moveTo(now);
        return sum == null || squares == null || count() < 2 ? Double.NaN : ExactSum.deviation(sum, squares, count());
    }

    /** How far the newest reading is from the mean of those before it, in their deviations. */
    double zScore(long now) {
        moveTo(now);
        int before = count() - 1;
        if (sum == null || squares == null || before < FEWEST_FOR_SCORE) {
            return Double.NaN;
        }
        double latest = readings.value(readings.end() - 1);
        sum.remove(latest);
        squares.removeSquare(latest);
        double deviation = ExactSum.deviation(sum, squares, before);
        double score = deviation == 0 ? Double.NaN : (latest - sum.dividedBy(before)) / deviation;
        sum.add(latest);
        squares.addSquare(latest);
        return score;
    }

    /** The percentile, linear between the closest ranks. */
    double percentile(double percent, long now) {
        moveTo(now);
        if (sorted == null || count() == 0) {
            return Double.NaN;
        }
        double rank = percent * (count() - 1) / 100;
        int below = (int) rank;
        double share = rank - below;
        double low = sorted.at(below);
        return share == 0 ? low : low + share * (sorted.at(below + 1) - low);
    }
}
