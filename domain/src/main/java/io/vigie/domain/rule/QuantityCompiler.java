package io.vigie.domain.rule;

import io.vigie.domain.rule.Quantity.Operation;
import io.vigie.domain.rule.Quantity.Statistic;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** Compiles quantities. What can be calculated beforehand is: {@code value > 9 * 9} costs no more than a constant. */
final class QuantityCompiler implements Quantity.Algebra<CompiledQuantity> {

    private final ToIntFunction<Subject> metricIndex;

    QuantityCompiler(ToIntFunction<Subject> metricIndex) {
        this.metricIndex = metricIndex;
    }

    /** A span as evaluation counts it. Those of a checked tree fit. */
    static long micros(Duration span) {
        return Math.addExact(Math.multiplyExact(span.getSeconds(), 1_000_000L), span.getNano() / 1_000);
    }

    @Override
    public CompiledQuantity constant(Quantity.Constant node) {
        return new Constant(node.value());
    }

    @Override
    public CompiledQuantity latest(Quantity.Latest node) {
        return new Latest(index(node.subject()));
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
    public CompiledQuantity absolute(Quantity.Absolute node) {
        CompiledQuantity operand = node.operand().interpret(this);
        return operand.isConstant() ? new Constant(Math.abs(operand.constant())) : new Absolute(operand);
    }

    @Override
    public CompiledQuantity delta(Quantity.Delta node) {
        return new Delta(index(node.subject()));
    }

    @Override
    public CompiledQuantity rate(Quantity.Rate node) {
        return new Rate(index(node.subject()), micros(node.span()));
    }

    @Override
    public CompiledQuantity statistic(Quantity.SpanStatistic node) {
        return new SpanStatistic(node.statistic(), index(node.subject()), micros(node.span()));
    }

    @Override
    public CompiledQuantity percentile(Quantity.Percentile node) {
        return new Percentile(index(node.subject()), node.percent(), micros(node.span()));
    }

    @Override
    public CompiledQuantity zScore(Quantity.ZScore node) {
        return new ZScore(index(node.subject()), micros(node.span()));
    }

    @Override
    public CompiledQuantity weightedMean(Quantity.WeightedMean node) {
        return new WeightedMean(index(node.subject()), node.weight());
    }

    @Override
    public CompiledQuantity weightedZScore(Quantity.WeightedZScore node) {
        return new WeightedZScore(index(node.subject()), node.weight());
    }

    private int index(Subject subject) {
        return metricIndex.applyAsInt(subject);
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

    private static final class Delta extends CompiledQuantity {
        private final int metric;

        Delta(int metric) {
            this.metric = metric;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.delta(metric);
        }
    }

    private static final class Rate extends CompiledQuantity {
        private final int metric;
        private final long spanMicros;

        Rate(int metric, long spanMicros) {
            this.metric = metric;
            this.spanMicros = spanMicros;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.rate(metric, spanMicros);
        }
    }

    private static final class SpanStatistic extends CompiledQuantity {
        private final Statistic statistic;
        private final int metric;
        private final long spanMicros;

        SpanStatistic(Statistic statistic, int metric, long spanMicros) {
            this.statistic = statistic;
            this.metric = metric;
            this.spanMicros = spanMicros;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.statistic(statistic, metric, spanMicros);
        }
    }

    private static final class Percentile extends CompiledQuantity {
        private final int metric;
        private final double percent;
        private final long spanMicros;

        Percentile(int metric, double percent, long spanMicros) {
            this.metric = metric;
            this.percent = percent;
            this.spanMicros = spanMicros;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.percentile(metric, percent, spanMicros);
        }
    }

    private static final class ZScore extends CompiledQuantity {
        private final int metric;
        private final long spanMicros;

        ZScore(int metric, long spanMicros) {
            this.metric = metric;
            this.spanMicros = spanMicros;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.zScore(metric, spanMicros);
        }
    }

    private static final class WeightedMean extends CompiledQuantity {
        private final int metric;
        private final double weight;

        WeightedMean(int metric, double weight) {
            this.metric = metric;
            this.weight = weight;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.weightedMean(metric, weight);
        }
    }

    private static final class WeightedZScore extends CompiledQuantity {
        private final int metric;
        private final double weight;

        WeightedZScore(int metric, double weight) {
            this.metric = metric;
            this.weight = weight;
        }

        @Override
        public double evaluate(DeviceValues values) {
            return values.weightedZScore(metric, weight);
        }
    }
}
