package io.vigie.domain.rule.expression;

import io.vavr.collection.Vector;

/** The comparisons that a condition is put together from, from left to right. */
final class ElementaryConditions implements Condition.Algebra<Vector<Condition>> {

    @Override
    public Vector<Condition> comparison(Condition.Comparison node) {
        return Vector.of(node);
    }

    @Override
    public Vector<Condition> between(Condition.Between node) {
        return Vector.of(node);
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
        return Vector.of(node);
    }
}
