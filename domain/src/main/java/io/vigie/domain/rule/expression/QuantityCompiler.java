package io.vigie.domain.rule.expression;

import io.vigie.domain.rule.expression.Quantity.Operation;
import java.util.function.ToIntFunction;

/** Compiles quantities. What can be calculated beforehand is: {@code value > 9 * 9} costs no more than a constant. */
final class QuantityCompiler implements Quantity.Algebra<CompiledQuantity> {

    private final ToIntFunction<Subject> metricIndex;

    QuantityCompiler(ToIntFunction<Subject> metricIndex) {
        this.metricIndex = metricIndex;
    }

    @Override
    public CompiledQuantity constant(Quantity.Constant node) {
        return new Constant(node.value());
    }

    @Override
    public CompiledQuantity latest(Quantity.Latest node) {
        return new Latest(metricIndex.applyAsInt(node.subject()));
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
        return node.call().function().quantity(new CompiledArguments(node.call(), metricIndex));
    }

    /** A quantity without its sign. */
    static CompiledQuantity absolute(CompiledQuantity operand) {
        return operand.isConstant() ? new Constant(Math.abs(operand.constant())) : new Absolute(operand);
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
}
