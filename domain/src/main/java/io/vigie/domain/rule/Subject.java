package io.vigie.domain.rule;

import io.vigie.domain.reading.Metric;

/** Whose values an expression speaks of. */
public sealed interface Subject {

    /** The rule's own metric, written {@code value}. */
    record Own() implements Subject {
        @Override
        public String toString() {
            return "value";
        }
    }

    /** A metric named in the expression. */
    record Named(Metric metric) implements Subject {
        @Override
        public String toString() {
            return Expressions.quoted(metric.name());
        }
    }
}
