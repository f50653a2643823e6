package io.vigie.domain.monitor.readings;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;

/**
 * The least value of any span up to a longest one. A reading counts only until one comes that is not greater, so of a
 * series that goes up and down few are kept, and of one that rises all. For the greatest value, negate what goes in
 * and what comes out.
 */
public final class Extremes {

    private final long longestSpan;
    private final KeptReadings kept = new KeptReadings();

    Extremes(long longestSpan) {
        this.longestSpan = longestSpan;
    }

    /** Takes a reading; those no span reaches any more are forgotten. */
    void take(long time, double value) {
        if (longestSpan > 0) {
            kept.forget(time - longestSpan);
            while (!kept.isEmpty() && kept.value(kept.end() - 1) >= value) {
                kept.removeNewest();
            }
            kept.add(time, value);
        }
    }

    /** The least value later than a time; NaN where there is none. */
    double leastAfter(long time) {
        long number = kept.firstAfter(time);
        return number == kept.end() ? Double.NaN : kept.value(number);
    }

    /** Tells the reading that has the least value later than a time. */
    void tellLeastAfter(long time, ReadingTarget target) {
        kept.tell(kept.firstAfter(time), target);
    }

    /** Writes the readings up to a time: those that are not among readings written elsewhere. */
    public void write(ByteWriter out, long upTo, long origin) {
        long end = kept.firstAfter(upTo);
        out.writeCount(end - kept.first());
        for (long number = kept.first(); number < end; number++) {
            EncodedTime.write(out, kept.time(number), origin);
            out.writeDouble(kept.value(number));
        }
    }

    /** Takes back what {@link #write} wrote. */
    public void read(ByteReader in, long origin) {
        int size = in.readSize();
        for (int i = 0; i < size; i++) {
            take(EncodedTime.read(in, origin), KeptReadings.readValue(in));
        }
    }
}
