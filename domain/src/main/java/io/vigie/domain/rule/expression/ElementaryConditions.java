package io.vigie.domain.rule.expression;

import io.vavr.collection.Vector;

/** The comparisons that a condition is put together from, from left to right, each before those within its calls. */
final class ElementaryConditions implements Condition.Algebra<Vector<Condition>> {

    @Override
    public Vector<Condition> comparison(Condition.Comparison node) {
        return withThoseCalledWith(node);
    }

    @Override
    public Vector<Condition> between(Condition.Between node) {
        return withThoseCalledWith(node);
    }

    @Override
    public Vector<Condition> and(Condition.And node) {
        return node.left().interpret(this).appendAll(node.right().interpret(this));
    }

    @Override
    public Vector<Condition> or(Condition.Or node) {
        return node.left().interpret(this).appendAll(node.right().interpret(this));
    }

    @Override
    public Vector<Condition> not(Condition.Not node) {
        return node.operand().interpret(this);
    }

    @Override
    public Vector<Condition> call(Condition.Called node) {
        return withThoseCalledWith(node);
    }

    private Vector<Condition> withThoseCalledWith(Condition node) {
        return Vector.of(node).appendAll(node.children().flatMap(this::within));
    }

    private Vector<Condition> within(Expression expression) {
        return expression instanceof Condition condition
                ? condition.interpret(this)
                : Vector.ofAll(expression.children().flatMap(this::within));
    }
}
