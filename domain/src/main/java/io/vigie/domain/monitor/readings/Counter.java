package io.vigie.domain.monitor.readings;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * What the readings of a counter add to it. Each adds its difference to a base: to the reading before it, as a rule. One
 * below the reading before has none, since the counter began anew at 0, and adds all that it is. That is taken back
 * where the first reading that rises after it is at or above the value before the fall: then it and those as low added
 * nothing, and the base of the one that rose is that value.
 *
 * <p>So what a fall adds is not settled before a reading rises; of a series that only falls, the value before each fall
 * is kept.
 */
final class Counter {

    /** The base of a reading at which the counter began anew. */
    static final double NONE = Double.NaN;

    private static final int FIRST_CAPACITY = 8;

    private final KeptReadings readings;

    /** Of each reading that is kept, by its number; as many places as a power of two. */
    private double[] bases = new double[FIRST_CAPACITY];

    /** The latest value; not a number before the first. */
    private double latest = Double.NaN;

    /** The falls since a reading rose last: the value before each, each below the one before, and the reading's number. */
    private double[] before = {};

    private long[] numbers = {};
    private int falls;

    /** Told the number of each reading at which the counter did not begin anew after all, while its base is none yet. */
    private final LongConsumer undone;

    Counter(KeptReadings readings, LongConsumer undone) {
        this.readings = readings;
        this.undone = undone;
    }

    /** What the reading of this number adds to; {@link #NONE} where the counter began anew. */
    double base(long number) {
        return bases[(int) number & (bases.length - 1)];
    }

    boolean isBeginning(long number) {
        return Double.isNaN(base(number));
    }

    /** Takes the newest of the readings. */
    void take() {
        take(readings.end() - 1);
    }

    private void take(long number) {
        reserve(number);
        double value = readings.value(number);
        double base = latest;
        if (Double.isNaN(latest)) {
            base = value;
        } else if (value < latest) {
            fall(latest, number);
            base = NONE;
        } else if (value > latest) {
            base = rise(value);
        }
        put(number, base);
        latest = value;
    }

    /** Where the latest so many beginnings from a reading on begin. */
    long oldestOfBeginnings(long from, int most) {
        int found = 0;
        long number = readings.end();
        while (number > from && found < most) {
            number--;
            found += isBeginning(number) ? 1 : 0;
        }
        return number;
    }

    private void fall(double from, long number) {
        if (falls == before.length) {
            before = Arrays.copyOf(before, Math.max(FIRST_CAPACITY, 2 * falls));
            numbers = Arrays.copyOf(numbers, before.length);
        }
        before[falls] = from;
        numbers[falls++] = number;
    }

    /** The falls from this value or below are settled as none; all others as beginnings. Returns what the value adds to. */
    private double rise(double value) {
        double base = latest;
        while (falls > 0 && before[falls - 1] <= value) {
            base = before[--falls];
            long number = numbers[falls];
            if (number >= readings.first()) {
                undone.accept(number);
                put(number, readings.value(number));
            }
        }
        falls = 0;
        return base;
    }

    /** Makes place for one more reading than there are before this number. */
    private void reserve(long number) {
        if (number - readings.first() == bases.length) {
            double[] more = new double[2 * bases.length];
            for (long kept = readings.first(); kept < number; kept++) {
                more[(int) kept & (more.length - 1)] = base(kept);
            }
            bases = more;
        }
    }

    private void put(long number, double base) {
        bases[(int) number & (bases.length - 1)] = base;
    }

    /** Writes what the readings that are kept add to, and the falls that are not settled. */
    void write(ByteWriter out) {
        out.writeCount(readings.size());
        for (long number = readings.first(); number < readings.end(); number++) {
            out.writeDouble(base(number));
        }
        out.writeCount(falls);
        for (int i = 0; i < falls; i++) {
            out.writeDouble(before[i]);
            out.writeCount(Math.max(-1, numbers[i] - readings.first()) + 1);
        }
    }

    /**
     * Takes back what {@link #write} wrote, once the readings are there; returns of how many it was told what they add.
     *
     * @param latestValue the metric's latest
     */
    int read(ByteReader in, double latestValue) {
        int size = in.readSize();
        bases = new double[Math.max(FIRST_CAPACITY, Integer.highestOneBit(size) << 1)];
        for (int i = 0; i < size; i++) {
            bases[i] = in.readDouble();
        }
        falls = in.readSize();
        before = new double[falls];
        numbers = new long[falls];
        for (int i = 0; i < falls; i++) {
            before[i] = in.readDouble();
            numbers[i] = in.readIndex(size + 1) - 1L;
        }
        latest = latestValue;
        return size;
    }

    /**
     * Begins with the readings that are there, of which nobody kept what they add.
     *
     * @param valueBefore the value before the first of them; not a number where none is known
     */
    void begin(double valueBefore) {
        latest = valueBefore;
        for (long number = readings.first(); number < readings.end(); number++) {
            take(number);
        }
    }
}
