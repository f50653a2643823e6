package io.vigie.application.ruletest.coverage;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Condition.Operator;

/** Where comparisons turn. */
final class ComparisonLimits {

    private ComparisonLimits() {}

    /** For each limit of a comparison, a condition that is true where it is met exactly, and how to call it. */
    static Seq<Limit> of(Condition comparison) {
        return comparison.interpret(new Limits());
    }

    /** Where a comparison turns. */
    record Limit(String text, Condition isMet) {

        static Limit of(Condition.Comparison comparison) {
            return new Limit(
                    comparison.toString(),
                    new Condition.Comparison(comparison.left(), Operator.EQUAL, comparison.right()));
        }
    }

    private static final class Limits implements Condition.Algebra<Vector<Limit>> {

        @Override
        public Vector<Limit> comparison(Condition.Comparison node) {
            // Whether two things are equal has no limit beyond being so.
            return node.operator() == Operator.EQUAL || node.operator() == Operator.NOT_EQUAL
                    ? Vector.empty()
                    : Vector.of(Limit.of(node));
        }

        @Override
        public Vector<Limit> between(Condition.Between node) {
            return Vector.of(
                    Limit.of(new Condition.Comparison(node.quantity(), Operator.GREATER_OR_EQUAL, node.low())),
                    Limit.of(new Condition.Comparison(node.quantity(), Operator.LESS_OR_EQUAL, node.high())));
        }

        @Override
        public Vector<Limit> and(Condition.And node) {
            return Vector.empty();
        }

        @Override
        public Vector<Limit> or(Condition.Or node) {
            return Vector.empty();
        }

        @Override
        public Vector<Limit> not(Condition.Not node) {
            return Vector.empty();
        }

        @Override
        public Vector<Limit> call(Condition.Called node) {
            return Vector.empty();
        }
    }
}
