package io.vigie.domain.monitor.readings;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;
import io.vigie.domain.reading.Microseconds;

/** When a condition was true for a device, as far back as the longest span goes. */
public final class TimesOfTruth {

    private final long longestSpan;

    /** When each time ended, and the microseconds of all of them until then: in a double exact, for 285 years. */
    private final KeptReadings ended = new KeptReadings();

    /** The microseconds of those that are not kept any more. */
    private double forgotten;

    /** Since when it is true; {@link Microseconds#NONE} where it is not. */
    private long since = Microseconds.NONE;

    public TimesOfTruth(long longestSpan) {
        this.longestSpan = longestSpan;
    }

    /** It is true from this time on, or not. */
    void turn(long time, boolean isTrue) {
        if (isTrue && since == Microseconds.NONE) {
            since = time;
        } else if (!isTrue && since != Microseconds.NONE) {
            end(time);
            since = Microseconds.NONE;
        }
        long upTo = time - longestSpan;
        forgotten = totalBefore(ended.firstAfter(upTo));
        ended.forget(upTo);
    }

    private void end(long time) {
        if (time > since) {
            ended.add(time, totalBefore(ended.end()) + (time - since));
        }
    }

    private double totalBefore(long number) {
        return number == ended.first() ? forgotten : ended.value(number - 1);
    }

    /** The seconds of a span in which it was true. */
    public double secondsIn(long now, long span) {
        long after = now - span;
        long first = ended.firstAfter(after);
        double before = totalBefore(first);
        double total = totalBefore(ended.end()) - before;
        if (first < ended.end()) {
            double began = ended.time(first) - (ended.value(first) - before);
            total -= Math.max(0, after - began);
        }
        if (since != Microseconds.NONE) {
            total += now - Math.max(since, after);
        }
        return total / 1e6;
    }

    /** Writes it. */
    public void write(ByteWriter out, long origin) {
        EncodedTime.write(out, since, origin);
        out.writeCount(ended.size());
        for (long number = ended.first(); number < ended.end(); number++) {
            EncodedTime.write(out, ended.time(number), origin);
            out.writeLong((long) (ended.value(number) - totalBefore(number)));
        }
    }

    /** Takes back what {@link #write} wrote. */
    public void read(ByteReader in, long origin) {
        since = EncodedTime.read(in, origin);
        int size = in.readSize();
        for (int i = 0; i < size; i++) {
            long end = EncodedTime.read(in, origin);
            ended.add(end, totalBefore(ended.end()) + in.readLong());
        }
    }
}
