package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Outcome;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Subject;

/** The numbers that a rule compares a metric with, or something on the metric's own scale such as its mean. */
final class RuleLimits {

    private RuleLimits() {}

    static Seq<MetricTimeline.Limit> of(Rule rule, Metric metric, boolean before) {
        return rule.raise().flatMap(entry -> of(rule, entry, metric, before));
    }

    private static Seq<MetricTimeline.Limit> of(Rule rule, RaiseEntry entry, Metric metric, boolean before) {
        return Reads.conditionsOf(entry)
                .flatMap(Condition::comparisons)
                .flatMap(condition -> condition
                        .interpret(new Compared(rule.metric(), metric))
                        .map(limit -> new MetricTimeline.Limit(
                                rule.id(), entry.severity(), limit.value, condition.toString(), limit.latest, before)));
    }

    private record Limit(double value, boolean latest) {}

    /** What an elementary condition compares the metric with. */
    private record Compared(Option<Metric> own, Metric metric) implements Condition.Algebra<Seq<Limit>> {

        @Override
        public Seq<Limit> comparison(Condition.Comparison node) {
            return limit(node.left(), node.right()).appendAll(limit(node.right(), node.left()));
        }

        @Override
        public Seq<Limit> between(Condition.Between node) {
            return limit(node.quantity(), node.low()).appendAll(limit(node.quantity(), node.high()));
        }

        @Override
        public Seq<Limit> and(Condition.And node) {
            return Vector.empty();
        }

        @Override
        public Seq<Limit> or(Condition.Or node) {
            return Vector.empty();
        }

        @Override
        public Seq<Limit> not(Condition.Not node) {
            return Vector.empty();
        }

        @Override
        public Seq<Limit> call(Condition.Called node) {
            return Vector.empty();
        }

        private Vector<Limit> limit(Quantity compared, Quantity with) {
            if (!(with instanceof Quantity.Constant number)) {
                return Vector.empty();
            }
            if (compared instanceof Quantity.Latest latest && isMeant(latest.subject())) {
                return Vector.of(new Limit(number.value(), true));
            }
            boolean sameScale = compared.called()
                    .exists(call -> call.function().outcome() == Outcome.SAME_SCALE
                            && call.subjects().exists(this::isMeant));
            return sameScale ? Vector.of(new Limit(number.value(), false)) : Vector.empty();
        }

        private boolean isMeant(Subject subject) {
            return subject.in(own).contains(metric);
        }
    }
}
