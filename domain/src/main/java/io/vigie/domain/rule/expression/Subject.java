package io.vigie.domain.rule.expression;

import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;

/** Whose values an expression speaks of. */
public sealed interface Subject extends Argument {

    @Override
    default <R> R interpret(Algebra<R> algebra) {
        return algebra.subject(this);
    }

    /** The metric it is in a rule whose own metric is this; none for {@code value} where the rule has none. */
    Option<Metric> in(Option<Metric> own);

    /** The rule's own metric, written {@code value}. */
    record Own() implements Subject {
        @Override
        public Option<Metric> in(Option<Metric> own) {
            return own;
        }

        @Override
        public String toString() {
            return Expressions.OWN;
        }
    }

    /** A metric named in the expression. */
    record Named(Metric metric) implements Subject {
        @Override
        public Option<Metric> in(Option<Metric> own) {
            return Option.some(metric);
        }

        @Override
        public String toString() {
            return Expressions.quoted(metric.name());
        }
    }
}
