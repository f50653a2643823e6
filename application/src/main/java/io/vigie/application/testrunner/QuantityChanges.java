package io.vigie.application.testrunner;

import io.vavr.collection.Vector;
import io.vigie.domain.rule.Quantity;
import java.util.function.DoubleFunction;

/** Every way to change one number or span of a quantity a little. */
final class QuantityChanges implements Quantity.Algebra<Vector<Quantity>> {

    private final DoubleFunction<Vector<Double>> nudges;

    /** Constants are nudged so. */
    QuantityChanges(DoubleFunction<Vector<Double>> nudges) {
        this.nudges = nudges;
    }

    @Override
    public Vector<Quantity> constant(Quantity.Constant node) {
        return nudges.apply(node.value()).map(Quantity.Constant::new);
    }

    @Override
    public Vector<Quantity> latest(Quantity.Latest node) {
        return Vector.empty();
    }

    @Override
    public Vector<Quantity> arithmetic(Quantity.Arithmetic node) {
        Vector<Quantity> left = node.left()
                .interpret(this)
                .map(changed -> new Quantity.Arithmetic(changed, node.operation(), node.right()));
        return left.appendAll(node.right()
                .interpret(this)
                .map(changed -> new Quantity.Arithmetic(node.left(), node.operation(), changed)));
    }

    @Override
    public Vector<Quantity> negation(Quantity.Negation node) {
        return node.operand().interpret(this).map(Quantity.Negation::new);
    }

    @Override
    public Vector<Quantity> absolute(Quantity.Absolute node) {
        return node.operand().interpret(this).map(Quantity.Absolute::new);
    }

    @Override
    public Vector<Quantity> delta(Quantity.Delta node) {
        return Vector.empty();
    }

    @Override
    public Vector<Quantity> rate(Quantity.Rate node) {
        return Nudges.of(node.span()).map(span -> new Quantity.Rate(node.subject(), span));
    }

    @Override
    public Vector<Quantity> statistic(Quantity.SpanStatistic node) {
        return Nudges.of(node.span()).map(span -> new Quantity.SpanStatistic(node.statistic(), node.subject(), span));
    }

    @Override
    public Vector<Quantity> percentile(Quantity.Percentile node) {
        Vector<Quantity> percents = Nudges.of(node.percent())
                .filter(percent -> percent >= 0 && percent <= 100)
                .map(percent -> new Quantity.Percentile(node.subject(), percent, node.span()));
        return percents.appendAll(
                Nudges.of(node.span()).map(span -> new Quantity.Percentile(node.subject(), node.percent(), span)));
    }

    @Override
    public Vector<Quantity> zScore(Quantity.ZScore node) {
        return Nudges.of(node.span()).map(span -> new Quantity.ZScore(node.subject(), span));
    }

    @Override
    public Vector<Quantity> weightedMean(Quantity.WeightedMean node) {
        return weights(node.weight()).map(weight -> new Quantity.WeightedMean(node.subject(), weight));
    }

    @Override
    public Vector<Quantity> weightedZScore(Quantity.WeightedZScore node) {
        return weights(node.weight()).map(weight -> new Quantity.WeightedZScore(node.subject(), weight));
    }

    private static Vector<Double> weights(double weight) {
        return Nudges.of(weight).filter(nudged -> nudged > 0 && nudged < 1);
    }
}
