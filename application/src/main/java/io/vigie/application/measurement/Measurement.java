package io.vigie.application.measurement;

import io.vavr.collection.Seq;

/** What was measured of a pipeline. */
public sealed interface Measurement {

    /** What is measured. */
    Meter meter();

    /** What each kind of measurement comes to. */
    <R> R interpret(Algebra<R> algebra);

    /** Something for each kind of measurement. */
    interface Algebra<R> {

        /** Of a value. */
        R value(Value value);

        /** Of a distribution. */
        R distribution(Distribution distribution);
    }

    /**
     * A single value.
     *
     * @param meter what is measured
     * @param labels the values of the meter's labels, in their order
     * @param value as it stands
     */
    record Value(Meter meter, Seq<String> labels, double value) implements Measurement {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.value(this);
        }
    }

    /**
     * How many values there were of each size.
     *
     * @param meter what is measured
     * @param bounds the largest value that each bucket takes, ascending; the last is infinite
     * @param counts how many values each bucket has
     * @param sum of all values
     */
    record Distribution(Meter meter, Seq<Double> bounds, Seq<Long> counts, double sum) implements Measurement {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.distribution(this);
        }

        /** How many values there were. */
        public long count() {
            return counts.sum().longValue();
        }
    }
}
