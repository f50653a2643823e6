package io.vigie.application.measurement;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleSupplier;

/** A pipeline's numbers as they stand. May be written and read by several threads at once. */
public final class Meters {

    /**
     * A number, and what it is of.
     *
     * @param labels the values of the meter's labels, in their order
     */
    public record Series(Meter meter, Seq<String> labels) {}

    private final Map<Series, DoubleSupplier> numbers = new ConcurrentHashMap<>();
    private final Durations batches = new Durations();

    /** A number that somebody else knows. */
    public void watch(Meter meter, DoubleSupplier number, String... labels) {
        numbers.put(new Series(meter, List.of(labels)), number);
    }

    /** A number grows; one that was not there begins at zero. */
    public void add(Meter meter, double more, String... labels) {
        DoubleSupplier sum = numbers.computeIfAbsent(new Series(meter, List.of(labels)), series -> new Sum());
        ((Sum) sum).add(more);
    }

    /** A number is this from now on. */
    public void set(Meter meter, double value, String... labels) {
        numbers.put(new Series(meter, List.of(labels)), () -> value);
    }

    /** A batch took so many seconds. */
    public void batchTook(double seconds) {
        batches.add(seconds);
    }

    /** What there are numbers of. */
    public Set<Series> series() {
        return numbers.keySet();
    }

    /** A number as it stands; not a number where there is none. */
    public double value(Series series) {
        return Option.of(numbers.get(series)).map(DoubleSupplier::getAsDouble).getOrElse(Double.NaN);
    }

    /** How long batches took. */
    public Measurement.Distribution batchDurations() {
        return batches.distribution();
    }

    /** All of it, in no particular order. */
    public Seq<Measurement> read() {
        return List.<Measurement>ofAll(numbers.entrySet().stream()
                        .map(each -> new Measurement.Value(
                                each.getKey().meter(),
                                each.getKey().labels(),
                                each.getValue().getAsDouble())))
                .append(batchDurations());
    }

    private static final class Sum implements DoubleSupplier {

        private final DoubleAdder sum = new DoubleAdder();

        void add(double more) {
            sum.add(more);
        }

        @Override
        public double getAsDouble() {
            return sum.sum();
        }
    }

    private static final class Durations {

        private static final Seq<Double> BOUNDS = List.of(
                0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0, Double.POSITIVE_INFINITY);

        private final long[] counts = new long[BOUNDS.size()];
        private double sum;

        synchronized void add(double seconds) {
            counts[BOUNDS.indexWhere(bound -> seconds <= bound)]++;
            sum += seconds;
        }

        synchronized Measurement.Distribution distribution() {
            return new Measurement.Distribution(Meter.BATCH_DURATION, BOUNDS, List.ofAll(counts), sum);
        }
    }
}
