package io.vigie.domain.rule.expression;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/**
 * Compiles conditions. What most rules are, a metric's latest value against a constant, becomes a single node, and
 * one class for all six operators, so that the call to it is one that the just-in-time compiler can inline.
 */
final class ConditionCompiler implements Condition.Algebra<CompiledCondition> {

    private final Places places;
    private final QuantityCompiler quantities;

    ConditionCompiler(Places places) {
        this.places = places;
        this.quantities = new QuantityCompiler(places);
    }

    @Override
    public CompiledCondition comparison(Condition.Comparison node) {
        CompiledQuantity left = node.left().interpret(quantities);
        CompiledQuantity right = node.right().interpret(quantities);
        int accepted = Ordering.acceptedBy(node.operator());
        if (left.isLatest() && right.isConstant()) {
            return new Threshold(left.latestMetric(), accepted, right.constant());
        }
        if (left.isConstant() && right.isLatest()) {
            return new Threshold(right.latestMetric(), Ordering.mirrored(accepted), left.constant());
        }
        if (left.magnitudeOf() >= 0 && right.isConstant()) {
            return new Magnitude(left.magnitudeOf(), accepted, right.constant());
        }
        if (left.isConstant() && right.magnitudeOf() >= 0) {
            return new Magnitude(right.magnitudeOf(), Ordering.mirrored(accepted), left.constant());
        }
        return new Comparison(left, accepted, right);
    }

    @Override
    public CompiledCondition between(Condition.Between node) {
        CompiledQuantity quantity = node.quantity().interpret(quantities);
        CompiledQuantity low = node.low().interpret(quantities);
        CompiledQuantity high = node.high().interpret(quantities);
        if (quantity.isLatest() && low.isConstant() && high.isConstant()) {
            return new Band(quantity.latestMetric(), low.constant(), high.constant());
        }
        return new Between(quantity, low, high);
    }

    @Override
    public CompiledCondition and(Condition.And node) {
        return new And(node.left().interpret(this), node.right().interpret(this));
    }

    @Override
    public CompiledCondition or(Condition.Or node) {
        return new Or(node.left().interpret(this), node.right().interpret(this));
    }

    @Override
    public CompiledCondition not(Condition.Not node) {
        return new Not(node.operand().interpret(this));
    }

    @Override
    public CompiledCondition call(Condition.Called node) {
        return node.call().function().condition(new CompiledArguments(node.call(), places));
    }

    /**
     * How two numbers can stand to each other. An operator is the set of the outcomes it accepts, a bit for each, so
     * that comparing needs no switch.
     */
    private static final class Ordering {
        static final int LESS = 1;
        static final int EQUAL = 2;
        static final int GREATER = 4;

        static int acceptedBy(Condition.Operator operator) {
            return switch (operator) {
                case GREATER -> GREATER;
                case GREATER_OR_EQUAL -> GREATER | EQUAL;
                case LESS -> LESS;
                case LESS_OR_EQUAL -> LESS | EQUAL;
                case EQUAL -> EQUAL;
                case NOT_EQUAL -> LESS | GREATER;
            };
        }

        /** The same operator read from right to left. */
        static int mirrored(int accepted) {
            int mirrored = accepted & EQUAL;
            if ((accepted & LESS) != 0) {
                mirrored |= GREATER;
            }
            if ((accepted & GREATER) != 0) {
                mirrored |= LESS;
            }
            return mirrored;
        }

        static int truth(double left, int accepted, double right) {
            int outcome;
            if (left > right) {
                outcome = GREATER;
            } else if (left < right) {
                outcome = LESS;
            } else if (left == right) {
                outcome = EQUAL;
            } else {
                return Truth.UNDEFINED;
            }
            return (outcome & accepted) != 0 ? Truth.TRUE : Truth.FALSE;
        }

        static int truthBetween(double quantity, double low, double high) {
            if (Double.isNaN(quantity) || Double.isNaN(low) || Double.isNaN(high)) {
                return Truth.UNDEFINED;
            }
            return Truth.of(quantity >= low && quantity <= high);
        }
    }

    /** A metric's latest value against a constant. */
    private static final class Threshold extends CompiledCondition {
        private final int metric;
        private final int accepted;
        private final double limit;

        Threshold(int metric, int accepted, double limit) {
            this.metric = metric;
            this.accepted = accepted;
            this.limit = limit;
        }

        @Override
        public int evaluate(DeviceValues values) {
            return Ordering.truth(values.latest(metric), accepted, limit);
        }

        @Override
        public Option<Seq<Double>> limits() {
            return Option.some(Array.of(limit));
        }
    }

    /** A metric's latest value without its sign against a constant. */
    private static final class Magnitude extends CompiledCondition {
        private final int metric;
        private final int accepted;
        private final double limit;

        Magnitude(int metric, int accepted, double limit) {
            this.metric = metric;
            this.accepted = accepted;
            this.limit = limit;
        }

        @Override
        public int evaluate(DeviceValues values) {
            return Ordering.truth(Math.abs(values.latest(metric)), accepted, limit);
        }

        @Override
        public Option<Seq<Double>> limits() {
            return Option.some(Array.of(-limit, limit));
        }
    }

    /** A metric's latest value between two constants. */
    private static final class Band extends CompiledCondition {
        private final int metric;
        private final double low;
        private final double high;

        Band(int metric, double low, double high) {
            this.metric = metric;
            this.low = low;
            this.high = high;
        }

        @Override
        public int evaluate(DeviceValues values) {
            return Ordering.truthBetween(values.latest(metric), low, high);
        }

        @Override
        public Option<Seq<Double>> limits() {
            return Option.some(Array.of(low, high));
        }
    }

    private static final class Comparison extends CompiledCondition {
        private final CompiledQuantity left;
        private final int accepted;
        private final CompiledQuantity right;

        Comparison(CompiledQuantity left, int accepted, CompiledQuantity right) {
            this.left = left;
            this.accepted = accepted;
            this.right = right;
        }

        @Override
        public int evaluate(DeviceValues values) {
            return Ordering.truth(left.evaluate(values), accepted, right.evaluate(values));
        }
    }

    private static final class Between extends CompiledCondition {
        private final CompiledQuantity quantity;
        private final CompiledQuantity low;
        private final CompiledQuantity high;

        Between(CompiledQuantity quantity, CompiledQuantity low, CompiledQuantity high) {
            this.quantity = quantity;
            this.low = low;
            this.high = high;
        }

        @Override
        public int evaluate(DeviceValues values) {
            return Ordering.truthBetween(quantity.evaluate(values), low.evaluate(values), high.evaluate(values));
        }
    }

    private static final class And extends CompiledCondition {
        private final CompiledCondition left;
        private final CompiledCondition right;

        And(CompiledCondition left, CompiledCondition right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public int evaluate(DeviceValues values) {
            int first = left.evaluate(values);
            return first == Truth.FALSE ? Truth.FALSE : Truth.and(first, right.evaluate(values));
        }

        @Override
        public Option<Seq<Double>> limits() {
            return left.limits().flatMap(first -> right.limits().map(first::appendAll));
        }
    }

    private static final class Or extends CompiledCondition {
        private final CompiledCondition left;
        private final CompiledCondition right;

        Or(CompiledCondition left, CompiledCondition right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public int evaluate(DeviceValues values) {
            int first = left.evaluate(values);
            return first == Truth.TRUE ? Truth.TRUE : Truth.or(first, right.evaluate(values));
        }

        @Override
        public Option<Seq<Double>> limits() {
            return left.limits().flatMap(first -> right.limits().map(first::appendAll));
        }
    }

    private static final class Not extends CompiledCondition {
        private final CompiledCondition operand;

        Not(CompiledCondition operand) {
            this.operand = operand;
        }

        @Override
        public int evaluate(DeviceValues values) {
            return Truth.not(operand.evaluate(values));
        }

        @Override
        public Option<Seq<Double>> limits() {
            return operand.limits();
        }
    }
}
