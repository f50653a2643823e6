package io.vigie.domain.monitor.readings;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.expression.Kept;
import io.vigie.domain.rule.expression.MetricPast;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one metric of one device: the latest readings, and as much of the past as rules ask for. What
 * a function comes to hangs on the readings that it looks at and on nothing else, so the same readings give the same
 * bits however they were cut, and whatever other rules there are.
 */
public final class MetricState implements MetricPast {

    /** The fewest readings that {@code ewzscore} compares with. */
    private static final int FEWEST_FOR_WEIGHTED_SCORE = 30;

    public final MetricNeeds needs;

    public double latest = Double.NaN;
    public long latestTime = Microseconds.NONE;

    @Nullable
    public String unit;

    public double previous = Double.NaN;

    /** Its time, where it is known. */
    long previousTime = Microseconds.NONE;

    /** The time of the first reading of the present run of equal values. */
    public long unchangedSince = Microseconds.NONE;

    /** The observation that the latest reading is in, as its device counts them; not kept with the state. */
    public int observation;

    /**
     * The latest value lies between these two limits, or on one: as long as it does, rules that only compare it with
     * limits find what they found before. They are not kept with the state: no number is where they are not known.
     */
    double calmAbove = Double.NaN;

    double calmBelow = Double.NaN;

    /** For each weight: how many readings were weighed, counted no further than is asked, and what they came to. */
    public final int[] weighed;

    public final double[] weightedMeans;

    public final double[] weightedVariances;
    public final double[] weightedScores;

    /** All readings of the longest span that needs them, up to the latest reading's time. */
    public final KeptReadings readings = new KeptReadings();

    private final SpanWindow[] windows;

    private final @Nullable Counter counter;

    /** Of values, and of values negated. */
    public final Extremes least;

    public final Extremes greatest;

    public MetricState(MetricNeeds needs) {
        this.needs = needs;
        weighed = new int[needs.weights.length];
        weightedMeans = new double[needs.weights.length];
        weightedVariances = new double[needs.weights.length];
        weightedScores = new double[needs.weights.length];
        Arrays.fill(weightedScores, Double.NaN);
        windows = new SpanWindow[needs.spans.size()];
        Counter counting = needs.counter ? new Counter(readings, this::isNoBeginning) : null;
        Arrays.setAll(windows, i -> new SpanWindow(needs.spans.get(i), readings, counting));
        counter = counting;
        least = new Extremes(needs.longestLeast);
        greatest = new Extremes(needs.longestGreatest);
    }

    public boolean isSeen() {
        return latestTime != Microseconds.NONE;
    }

    /** Whether a value lies where the latest one did among the limits. */
    public boolean isCalm(double value) {
        return (value > calmAbove && value < calmBelow) || (value == calmAbove && value == calmBelow);
    }

    public void take(long time, double value, @Nullable String valueUnit) {
        for (int i = 0; i < weightedMeans.length; i++) {
            weigh(i, needs.weights[i], value);
        }
        if (!isSeen() || value != latest) {
            unchangedSince = time;
        }
        previous = latest;
        previousTime = latestTime;
        latest = value;
        latestTime = time;
        unit = valueUnit;
        keep(time, value);
        if (counter != null) {
            counter.take();
        }
        for (SpanWindow window : windows) {
            window.take(time);
        }
        if (counter == null) {
            readings.forget(time - needs.longestSpan);
        } else {
            // What the earliest of a span adds is told with the reading before it.
            readings.forgetAllButOne(time - needs.longestSpan);
        }
    }

    private void isNoBeginning(long number) {
        for (SpanWindow window : windows) {
            window.isNoBeginning(number);
        }
    }

    /** Keeps a reading for the functions that need it. */
    private void keep(long time, double value) {
        least.take(time, value);
        greatest.take(time, -value);
        if (needs.longestSpan > 0) {
            readings.add(time, value);
        }
    }

    /** Writes the readings that are kept. */
    public void writeReadings(ByteWriter out, long origin) {
        out.writeCount(readings.size());
        for (long number = readings.first(); number < readings.end(); number++) {
            EncodedTime.write(out, readings.time(number), origin);
            out.writeDouble(readings.value(number));
        }
    }

    /** Writes what is known of the reading before the latest, and of a counter. */
    public void writeMore(ByteWriter out, long origin) {
        EncodedTime.write(out, needs.previous ? previousTime : Microseconds.NONE, origin);
        out.writeByte(counter == null ? 0 : 1);
        if (counter != null) {
            counter.write(out);
        }
    }

    /**
     * Takes back what {@link #writeReadings} and {@link #writeMore} wrote.
     *
     * @param more whether the latter did
     */
    public void readReadings(ByteReader in, boolean more, long origin) {
        int kept = in.readSize();
        for (int i = 0; i < kept; i++) {
            keep(EncodedTime.read(in, origin), KeptReadings.readValue(in));
        }
        boolean counted = more && readMore(in, origin);
        if (counter != null && !counted) {
            counter.begin(kept == 0 ? latest : kept == 1 ? previous : Double.NaN);
        }
        for (SpanWindow window : windows) {
            window.fill(latestTime);
        }
    }

    /** Whether there was a counter. */
    private boolean readMore(ByteReader in, long origin) {
        previousTime = EncodedTime.read(in, origin);
        boolean counted = in.readByte() == 1;
        if (counted) {
            int bases = (counter == null ? new Counter(readings, number -> {}) : counter).read(in, latest);
            if (counter != null && bases != readings.size()) {
                throw new IllegalStateException(
                        "What was kept of " + readings.size() + " readings tells of " + bases + " what they add.");
            }
        }
        return counted;
    }

    /**
     * Tells the readings that a function hangs on, as far as they are few: not all of a span.
     *
     * @param kept what the function needs kept
     * @param most the most of a kind that are told
     */
    public void tell(Iterable<Kept> kept, long now, long span, int most, ReadingTarget target) {
        if (isSeen()) {
            for (Kept each : kept) {
                tell(each, now - span, most, target);
            }
        }
    }

    private void tell(Kept kept, long after, int most, ReadingTarget target) {
        switch (kept) {
            case PREVIOUS -> {
                if (previousTime != Microseconds.NONE) {
                    target.reading(previousTime, previous);
                }
            }
            case UNCHANGED -> target.reading(unchangedSince, latest);
            case READINGS, AREA -> readings.tell(readings.firstAfter(after), target);
            case LEAST -> least.tellLeastAfter(after, target);
            case GREATEST -> greatest.tellLeastAfter(after, (time, value) -> target.reading(time, -value));
            case COUNTER -> tellCounter(readings.firstAfter(after), most, target);
            case TOTAL, SQUARES, ORDER, WEIGHTED, TRUTH -> {
                // All of the span, or of all times: they are too many.
            }
        }
    }

    /** The earliest of a span, those at which the counter began anew, and of each the one before. */
    private void tellCounter(long first, int most, ReadingTarget target) {
        readings.tell(first - 1, target);
        readings.tell(first, target);
        if (counter != null) {
            long from = counter.oldestOfBeginnings(first, most);
            for (long number = from; number < readings.end(); number++) {
                if (counter.isBeginning(number)) {
                    readings.tell(number - 1, target);
                    readings.tell(number, target);
                }
            }
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
    public void restoreWeighted(double weight, int count, double mean, double variance, double score) {
        int index = needs.weightIndex(weight);
        if (index >= 0) {
            weighed[index] = count;
            weightedMeans[index] = mean;
            weightedVariances[index] = variance;
            weightedScores[index] = score;
        }
    }

    @Override
    public double latest() {
        return latest;
    }

    @Override
    public double previous() {
        return previous;
    }

    @Override
    public boolean isUnchangedSince(long time) {
        return isSeen() && unchangedSince <= time;
    }

    @Override
    public double rate(long now, long span) {
        long from = readings.firstAfter(now - span);
        long last = readings.end() - 1;
        if (from >= last) {
            return Double.NaN;
        }
        long elapsed = readings.time(last) - readings.time(from);
        return elapsed == 0 ? Double.NaN : (readings.value(last) - readings.value(from)) / (elapsed / 1e6);
    }

    @Override
    public double count(long now, long span) {
        return readings.end() - readings.firstAfter(now - span);
    }

    @Override
    public double sum(long now, long span) {
        return window(span).sum(now);
    }

    @Override
    public double mean(long now, long span) {
        return window(span).mean(now);
    }

    @Override
    public double least(long now, long span) {
        return least.leastAfter(now - span);
    }

    @Override
    public double greatest(long now, long span) {
        return -greatest.leastAfter(now - span);
    }

    @Override
    public double deviation(long now, long span) {
        return window(span).deviation(now);
    }

    @Override
    public double percentile(double percent, long now, long span) {
        return window(span).percentile(percent, now);
    }

    @Override
    public double zScore(long now, long span) {
        return window(span).zScore(now);
    }

    @Override
    public double age(long now) {
        return isSeen() ? (now - latestTime) / 1e6 : Double.NaN;
    }

    @Override
    public double increase(long now, long span) {
        return window(span).increase(now, Double.isNaN(previous));
    }

    @Override
    public double resets(long now, long span) {
        return window(span).beginnings(now);
    }

    @Override
    public double integral(long now, long span) {
        return window(span).area(now);
    }

    /** The window of a span that is among the needs. */
    private SpanWindow window(long span) {
        int place = 0;
        while (windows[place].span != span) {
            place++;
        }
        return windows[place];
    }

    @Override
    public double weightedMean(double weight) {
        int index = needs.weightIndex(weight);
        return weighed[index] == 0 ? Double.NaN : weightedMeans[index];
    }

    @Override
    public double weightedZScore(double weight) {
        return weightedScores[needs.weightIndex(weight)];
    }
}
