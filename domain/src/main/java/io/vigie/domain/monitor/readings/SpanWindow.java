package io.vigie.domain.monitor.readings;

import org.jspecify.annotations.Nullable;

/**
 * The readings of one span, {@code (t - span, t]}, and what they come to: it takes readings in and lets them go, and
 * never goes through all of them. Its results hang on the readings in the span alone.
 */
final class SpanWindow {

    /** The fewest readings that {@code zscore} compares with. */
    private static final int FEWEST_FOR_SCORE = 10;

    /** Twice the microseconds of an hour, which are too many for an int, as products are counted. */
    private static final int TWO_HOURS_IN_PRODUCTS = (int) (7_200_000_000L / ExactSum.PRODUCTS_IN_ONE);

    final long span;
    private final KeptReadings readings;
    private final @Nullable ExactSum sum;
    private final @Nullable ExactSum squares;
    private final @Nullable SortedValues sorted;

    /** What the readings add to a counter, and the number of those at which it began anew. */
    private final @Nullable ExactSum increase;

    private int beginnings;

    /** Twice the values times microseconds between neighbours. */
    private final @Nullable ExactSum area;

    private final @Nullable Counter counter;

    /** The number of the first reading of the span; the last is the newest there is. */
    private long from;

    SpanWindow(SpanNeeds needs, KeptReadings readings, @Nullable Counter counter) {
        span = needs.span;
        this.readings = readings;
        this.counter = counter;
        sum = needs.sum ? new ExactSum() : null;
        squares = needs.squares ? new ExactSum() : null;
        sorted = needs.order ? new SortedValues() : null;
        increase = needs.counter ? new ExactSum() : null;
        area = needs.area ? new ExactSum() : null;
    }

    /** The newest reading comes in, and the span ends there. */
    void take(long time) {
        long newest = readings.end() - 1;
        comesIn(newest);
        if (from < newest) {
            addArea(newest - 1);
        }
        moveTo(time);
    }

    /** All readings are there, the newest of this time, and none has come in. */
    void fill(long time) {
        from = readings.end();
        moveTo(time);
    }

    /**
     * The span ends at another time, no earlier than the newest reading: mostly later than before, and earlier where
     * a decision of before is explained.
     */
    private void moveTo(long now) {
        long upTo = now - span;
        while (from < readings.end() && readings.time(from) <= upTo) {
            removeArea(from);
            goes(from++);
        }
        while (from > readings.first() && readings.time(from - 1) > upTo) {
            comesIn(--from);
            addArea(from);
        }
    }

    /** The counter did not begin anew at this reading after all: it added nothing. */
    void isNoBeginning(long number) {
        if (increase != null && number >= from) {
            increase.remove(readings.value(number));
            beginnings--;
        }
    }

    private void comesIn(long number) {
        double value = readings.value(number);
        if (sum != null) {
            sum.add(value);
        }
        if (squares != null) {
            squares.addSquare(value);
        }
        if (sorted != null) {
            sorted.add(value);
        }
        if (increase != null && counter != null) {
            increase.add(value);
            if (counter.isBeginning(number)) {
                beginnings++;
            } else {
                increase.remove(counter.base(number));
            }
        }
    }

    private void goes(long number) {
        double value = readings.value(number);
        if (sum != null) {
            sum.remove(value);
        }
        if (squares != null) {
            squares.removeSquare(value);
        }
        if (sorted != null) {
            sorted.remove(value);
        }
        if (increase != null && counter != null) {
            increase.remove(value);
            if (counter.isBeginning(number)) {
                beginnings--;
            } else {
                increase.add(counter.base(number));
            }
        }
    }

    /** Adds the area between a reading and the next, where there is one. */
    private void addArea(long number) {
        if (area != null && number + 1 < readings.end()) {
            long between = readings.time(number + 1) - readings.time(number);
            area.addProduct(readings.value(number), between);
            area.addProduct(readings.value(number + 1), between);
        }
    }

    private void removeArea(long number) {
        if (area != null && number + 1 < readings.end()) {
            long between = readings.time(number + 1) - readings.time(number);
            area.removeProduct(readings.value(number), between);
            area.removeProduct(readings.value(number + 1), between);
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

    /**
     * What the readings add to a counter.
     *
     * @param isFirst whether the newest reading is the first that there ever was
     */
    double increase(long now, boolean isFirst) {
        moveTo(now);
        return increase == null || count() == 0 || (isFirst && count() == 1)
                ? Double.NaN
                : finite(increase.dividedBy(1));
    }

    int beginnings(long now) {
        moveTo(now);
        return beginnings;
    }

    /** The area under the readings in hours. */
    double area(long now) {
        moveTo(now);
        return area == null || count() < 2 ? Double.NaN : finite(area.dividedBy(TWO_HOURS_IN_PRODUCTS));
    }

    private static double finite(double number) {
        return Double.isFinite(number) ? number : Double.NaN;
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
