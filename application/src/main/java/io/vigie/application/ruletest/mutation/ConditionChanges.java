package io.vigie.application.ruletest.mutation;

import io.vavr.collection.Vector;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Condition.Operator;
import io.vigie.domain.rule.expression.Outcome;
import io.vigie.domain.rule.expression.Quantity;
import java.util.function.DoubleFunction;

/**
 * Every way to change one thing of a condition: a number or a span a little, whether a limit itself counts, {@code and}
 * into {@code or} and back.
 */
final class ConditionChanges implements Condition.Algebra<Vector<Change<Condition>>> {

    @Override
    public Vector<Change<Condition>> comparison(Condition.Comparison node) {
        QuantityChanges quantities = changesBeside(node.left(), node.right());
        Vector<Condition> left = node.left()
                .interpret(quantities)
                .map(changed -> new Condition.Comparison(changed, node.operator(), node.right()));
        Vector<Condition> right = node.right()
                .interpret(quantities)
                .map(changed -> new Condition.Comparison(node.left(), node.operator(), changed));
        Condition other = new Condition.Comparison(node.left(), otherAtTheLimit(node.operator()), node.right());
        return left.appendAll(right).append(other).map(changed -> change(node, changed));
    }

    @Override
    public Vector<Change<Condition>> between(Condition.Between node) {
        QuantityChanges quantities = changesBeside(node.quantity(), node.low());
        Vector<Condition> quantity = node.quantity()
                .interpret(quantities)
                .map(changed -> new Condition.Between(changed, node.low(), node.high()));
        Vector<Condition> low = node.low()
                .interpret(quantities)
                .map(changed -> new Condition.Between(node.quantity(), changed, node.high()));
        Vector<Condition> high = node.high()
                .interpret(quantities)
                .map(changed -> new Condition.Between(node.quantity(), node.low(), changed));
        return quantity.appendAll(low).appendAll(high).map(changed -> change(node, changed));
    }

    @Override
    public Vector<Change<Condition>> and(Condition.And node) {
        return node.left()
                .interpret(this)
                .map(change -> change.<Condition>within(left -> new Condition.And(left, node.right())))
                .appendAll(node.right()
                        .interpret(this)
                        .map(change -> change.within(right -> new Condition.And(node.left(), right))))
                .append(change(node, new Condition.Or(node.left(), node.right())));
    }

    @Override
    public Vector<Change<Condition>> or(Condition.Or node) {
        return node.left()
                .interpret(this)
                .map(change -> change.<Condition>within(left -> new Condition.Or(left, node.right())))
                .appendAll(node.right()
                        .interpret(this)
                        .map(change -> change.within(right -> new Condition.Or(node.left(), right))))
                .append(change(node, new Condition.And(node.left(), node.right())));
    }

    @Override
    public Vector<Change<Condition>> not(Condition.Not node) {
        return node.operand().interpret(this).map(change -> change.within(Condition.Not::new));
    }

    @Override
    public Vector<Change<Condition>> call(Condition.Called node) {
        return new QuantityChanges(Nudges::of).of(node.call()).map(call -> change(node, new Condition.Called(call)));
    }

    private static Change<Condition> change(Condition before, Condition after) {
        return new Change<>(after, before.toString(), after.toString());
    }

    /** The operator that differs where both sides are equal; for equality, its opposite. */
    private static Operator otherAtTheLimit(Operator operator) {
        return switch (operator) {
            case GREATER -> Operator.GREATER_OR_EQUAL;
            case GREATER_OR_EQUAL -> Operator.GREATER;
            case LESS -> Operator.LESS_OR_EQUAL;
            case LESS_OR_EQUAL -> Operator.LESS;
            case EQUAL -> Operator.NOT_EQUAL;
            case NOT_EQUAL -> Operator.EQUAL;
        };
    }

    /** What is compared with a number of readings is a whole number: a step is one. */
    private static QuantityChanges changesBeside(Quantity one, Quantity other) {
        DoubleFunction<Vector<Double>> nudges =
                isCount(one) || isCount(other) ? number -> Vector.of(number + 1, number - 1) : Nudges::of;
        return new QuantityChanges(nudges);
    }

    private static boolean isCount(Quantity quantity) {
        return quantity.called().exists(call -> call.function().outcome() == Outcome.WHOLE_NUMBER);
    }
}
