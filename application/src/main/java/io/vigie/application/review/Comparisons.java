package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.review.Step.Outcome;
import io.vigie.domain.monitor.Inspection;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Truth;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The comparisons of a rule on one device, each by itself: what they come to, and how near they were. */
final class Comparisons {

    private final Seq<One> all;

    /** Of a device that is yet to be said. */
    Comparisons(Rule rule) {
        Seq<Condition> raising = rule.raise()
                .flatMap(entry -> Reads.conditionOf(entry.trigger()))
                .flatMap(Condition::comparisons);
        all = rule.raise()
                .flatMap(Reads::conditionsOf)
                .flatMap(Condition::comparisons)
                .distinct()
                .map(condition -> new One(condition, raising.contains(condition), rule));
    }

    /** From now on they are of this device. */
    void of(Inspection device) {
        all.forEach(each -> each.of(device));
    }

    /** In the order of the rule. */
    Seq<One> all() {
        return all;
    }

    /** One of them. */
    static final class One {

        final String text;

        /** Whether it can raise an alarm, and not only end one. */
        final boolean raises;

        private final Condition condition;
        private final Rule rule;
        private final boolean computed;
        private final boolean ordered;
        private IntSupplier truth = () -> Truth.UNDEFINED;
        private @Nullable DoubleSupplier left;
        private @Nullable DoubleSupplier right;

        One(Condition condition, boolean raises, Rule rule) {
            text = condition.toString();
            this.raises = raises;
            this.condition = condition;
            this.rule = rule;
            if (condition instanceof Condition.Comparison comparison) {
                computed = !(comparison.left() instanceof Quantity.Latest);
                ordered = comparison.operator() != Condition.Operator.EQUAL
                        && comparison.operator() != Condition.Operator.NOT_EQUAL;
            } else {
                computed = false;
                ordered = false;
            }
        }

        private void of(Inspection device) {
            truth = device.truth(condition, rule);
            if (condition instanceof Condition.Comparison comparison) {
                left = device.value(comparison.left(), rule);
                right = device.value(comparison.right(), rule);
            }
        }

        int truth() {
            return truth.getAsInt();
        }

        Outcome outcome() {
            int now = truth();
            double value = computed && left != null ? left.getAsDouble() : Double.NaN;
            return new Outcome(
                    text,
                    now == Truth.UNDEFINED ? "undefined" : Boolean.toString(now == Truth.TRUE),
                    Option.when(!Double.isNaN(value), value));
        }

        /** What it compares, NaN where that is undefined. */
        double value() {
            return left == null ? Double.NaN : left.getAsDouble();
        }

        /** How near a comparison that is not true is to being so: 1 less the distance as a share of the limit. */
        double nearness() {
            if (!ordered || left == null || right == null) {
                return 0;
            }
            double limit = right.getAsDouble();
            double distance = Math.abs(left.getAsDouble() - limit);
            // Undefined makes no share, and neither does a limit of 0.
            return distance <= Math.abs(limit) && limit != 0 ? 1 - distance / Math.abs(limit) : 0;
        }
    }
}
