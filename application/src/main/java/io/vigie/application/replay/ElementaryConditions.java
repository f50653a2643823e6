package io.vigie.application.replay;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.rule.Condition;

/** The comparisons that a condition is put together from, from left to right. */
final class ElementaryConditions implements Condition.Algebra<Vector<Condition>> {

    private ElementaryConditions() {}

    static Seq<Condition> in(Condition condition) {
        return condition.interpret(new ElementaryConditions());
    }

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
    public Vector<Condition> flatline(Condition.Flatline node) {
        return Vector.of(node);
    }
}
