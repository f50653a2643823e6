package io.vigie.application.replay;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.inquiry.Step.Outcome;
import io.vigie.domain.monitor.DeviceMonitor;
import io.vigie.domain.rule.CompiledCondition;
import io.vigie.domain.rule.CompiledQuantity;
import io.vigie.domain.rule.Condition;
import io.vigie.domain.rule.DeviceValues;
import io.vigie.domain.rule.Quantity;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Subject;
import io.vigie.domain.rule.Truth;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The comparisons of a rule, each by itself: what they come to, and how near they were. */
final class Comparisons {

    private final Seq<One> all;

    Comparisons(Rule rule, DeviceMonitor monitor) {
        ToIntFunction<Subject> places = subject -> subject.in(rule.metric())
                .map(metric -> monitor.metric(metric.name()))
                .getOrElse(DeviceMonitor.UNREAD);
        Seq<Condition> raising = rule.raise()
                .flatMap(entry -> Reads.conditionOf(entry.trigger()))
                .flatMap(Condition::comparisons);
        all = rule.raise()
                .flatMap(Reads::conditionsOf)
                .flatMap(Condition::comparisons)
                .distinct()
                .map(condition -> new One(condition, raising.contains(condition), places));
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

        private final CompiledCondition condition;
        private final @Nullable CompiledQuantity left;
        private final @Nullable CompiledQuantity right;
        private final boolean computed;
        private final boolean ordered;

        One(Condition condition, boolean raises, ToIntFunction<Subject> places) {
            text = condition.toString();
            this.raises = raises;
            this.condition = CompiledCondition.compile(condition, places);
            if (condition instanceof Condition.Comparison comparison) {
                left = CompiledQuantity.compile(comparison.left(), places);
                right = CompiledQuantity.compile(comparison.right(), places);
                computed = !(comparison.left() instanceof Quantity.Latest);
                ordered = comparison.operator() != Condition.Operator.EQUAL
                        && comparison.operator() != Condition.Operator.NOT_EQUAL;
            } else {
                left = null;
                right = null;
                computed = false;
                ordered = false;
            }
        }

        int truth(DeviceValues values) {
            return condition.evaluate(values);
        }

        Outcome outcome(DeviceValues values) {
            int truth = truth(values);
            double value = computed && left != null ? left.evaluate(values) : Double.NaN;
            return new Outcome(
                    text,
                    truth == Truth.UNDEFINED ? "undefined" : Boolean.toString(truth == Truth.TRUE),
                    Option.when(!Double.isNaN(value), value));
        }

        /** What it compares, NaN where that is undefined. */
        double value(DeviceValues values) {
            return left == null ? Double.NaN : left.evaluate(values);
        }

        /** How near a comparison that is not true is to being so: 1 less the distance as a share of the limit. */
        double nearness(DeviceValues values) {
            if (!ordered || left == null || right == null) {
                return 0;
            }
            double limit = right.evaluate(values);
            double distance = Math.abs(left.evaluate(values) - limit);
            // Undefined makes no share, and neither does a limit of 0.
            return distance <= Math.abs(limit) && limit != 0 ? 1 - distance / Math.abs(limit) : 0;
        }
    }
}
