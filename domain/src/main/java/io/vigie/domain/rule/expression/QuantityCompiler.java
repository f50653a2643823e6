package io.vigie.domain.rule.expression;

import io.vigie.domain.rule.expression.Quantity.Operation;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Compiles quantities. What can be calculated beforehand is: {@code value > 9 * 9} costs no more than a constant. */
final class QuantityCompiler implements Quantity.Algebra<CompiledQuantity> {

    private final Places places;

    QuantityCompiler(Places places) {
        this.places = places;
    }

    @Override
    public CompiledQuantity constant(Quantity.Constant node) {
        return new Constant(node.value());
    }

    @Override
    public CompiledQuantity latest(Quantity.Latest node) {
        return new Latest(places.metric(node.subject()));
    }

    @Override
    public CompiledQuantity arithmetic(Quantity.Arithmetic node) {
        CompiledQuantity left = node.left().interpret(this);
        CompiledQuantity right = node.right().interpret(this);
        if (left.isConstant() && right.isConstant()) {
            return new Constant(calculate(left.constant(), node.operation(), right.constant()));
        }
        return switch (node.operation()) {
            case PLUS -> new Sum(left, right);
            case MINUS -> new Difference(left, right);
            case TIMES -> new Product(left, right);
            case DIVIDED_BY -> new Quotient(left, right);
        };
    }

    @Override
    public CompiledQuantity negation(Quantity.Negation node) {
        CompiledQuantity operand = node.operand().interpret(this);
        return operand.isConstant() ? new Constant(-operand.constant()) : new Negation(operand);
    }

    @Override
    public CompiledQuantity call(Quantity.Called node) {
        return node.call().function().quantity(new CompiledArguments(node.call(), places));
    }

    /** A quantity without its sign. */
    static CompiledQuantity absolute(CompiledQuantity operand) {
        return operand.isConstant() ? new Constant(Math.abs(operand.constant())) : new Absolute(operand);
    }

    /** What an operator makes of a quantity; what is not finite is undefined. */
    static CompiledQuantity calculated(CompiledQuantity operand, DoubleUnaryOperator operator) {
        return operand.isConstant()
                ? new Constant(finite(operator.applyAsDouble(operand.constant())))
                : new OfOne(operand, operator);
    }

    /** What an operator makes of two quantities, where both are defined; what is not finite is undefined. */
    static CompiledQuantity calculated(CompiledQuantity left, CompiledQuantity right, DoubleBinaryOperator operator) {
        return left.isConstant() && right.isConstant()
                ? new Constant(finite(operator.applyAsDouble(left.constant(), right.constant())))
                : new OfTwo(left, right, operator);
    }

    /** One of two quantities, as the condition is true or false; the other may be undefined. */
    static CompiledQuantity choice(CompiledCondition condition, CompiledQuantity then, CompiledQuantity otherwise) {
        return new Choice(condition, then, otherwise);
    }

    /** The whole number nearest to a number, of two the one above. */
    static double round(double number) {
        double below = Math.floor(number);
        return number - below >= 0.5 ? below + 1 : below;
    }

    /** Zero has one sign. */
    private static double finite(double number) {
        return Double.isFinite(number) ? number + 0.0 : Double.NaN;
    }

    private static double calculate(double left, Operation operation, double right) {
        return switch (operation) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDED_BY -> divide(left, right);
        };
    }

    /** A divisor of either zero makes the quotient undefined; IEEE 754 would have infinity. */
    private static double divide(double dividend, double divisor) {
        return divisor == 0 ? Double.NaN : dividend / divisor;
    }

    private static final class Constant extends CompiledQuantity {
        private final double value;

        Constant(double value) {
            this.value = value;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return value;
        }

        @Override
        double constant() {
            return value;
        }
    }

    private static final class Latest extends CompiledQuantity {
        private final int metric;

        Latest(int metric) {
            this.metric = metric;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.latest(metric);
        }

        @Override
        int latestMetric() {
            return metric;
        }
    }

    private static final class Sum extends CompiledQuantity {
        private final CompiledQuantity left;
        private final CompiledQuantity right;

        Sum(CompiledQuantity left, CompiledQuantity right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return left.evaluate(values) + right.evaluate(values);
        }
    }

    private static final class Difference extends CompiledQuantity {
        private final CompiledQuantity left;
        private final CompiledQuantity right;

        Difference(CompiledQuantity left, CompiledQuantity right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return left.evaluate(values) - right.evaluate(values);
        }
    }

    private static final class Product extends CompiledQuantity {
        private final CompiledQuantity left;
        private final CompiledQuantity right;

        Product(CompiledQuantity left, CompiledQuantity right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return left.evaluate(values) * right.evaluate(values);
        }
    }

    private static final class Quotient extends CompiledQuantity {
        private final CompiledQuantity left;
        private final CompiledQuantity right;

        Quotient(CompiledQuantity left, CompiledQuantity right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return divide(left.evaluate(values), right.evaluate(values));
        }
    }

    private static final class Negation extends CompiledQuantity {
        private final CompiledQuantity operand;

        Negation(CompiledQuantity operand) {
            this.operand = operand;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return -operand.evaluate(values);
        }
    }

    private static final class Absolute extends CompiledQuantity {
        private final CompiledQuantity operand;

        Absolute(CompiledQuantity operand) {
            this.operand = operand;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return Math.abs(operand.evaluate(values));
        }

        @Override
        int magnitudeOf() {
            return operand.latestMetric();
        }
    }

    private static final class OfOne extends CompiledQuantity {
        private final CompiledQuantity operand;
        private final DoubleUnaryOperator operator;

        OfOne(CompiledQuantity operand, DoubleUnaryOperator operator) {
            this.operand = operand;
            this.operator = operator;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return finite(operator.applyAsDouble(operand.evaluate(values)));
        }
    }

    private static final class OfTwo extends CompiledQuantity {
        private final CompiledQuantity left;
        private final CompiledQuantity right;
        private final DoubleBinaryOperator operator;

        OfTwo(CompiledQuantity left, CompiledQuantity right, DoubleBinaryOperator operator) {
            this.left = left;
            this.right = right;
            this.operator = operator;
        }

        @Override
        public double evaluate(DeviceValues values) {
            double first = left.evaluate(values);
            double second = right.evaluate(values);
            // Java has pow(undefined, 0) be 1.
            return Double.isNaN(first) || Double.isNaN(second)
                    ? Double.NaN
                    : finite(operator.applyAsDouble(first, second));
        }
    }

    private static final class Choice extends CompiledQuantity {
        private final CompiledCondition condition;
        private final CompiledQuantity then;
        private final CompiledQuantity otherwise;

        Choice(CompiledCondition condition, CompiledQuantity then, CompiledQuantity otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        public double evaluate(DeviceValues values) {
            int truth = condition.evaluate(values);
            if (truth == Truth.UNDEFINED) {
                return Double.NaN;
            }
            return finite((truth == Truth.TRUE ? then : otherwise).evaluate(values));
        }
    }
}
