package io.vigie.domain.rule.expression;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;

/** A node of an expression. Walks over whole trees are written once, by {@link #nodes()}. */
public sealed interface Expression extends Argument permits Condition, Quantity {

    /** The nodes that it is put together from, from left to right. */
    Seq<Expression> children();

    /** The metrics that it reads itself, and not by its children. */
    default Seq<Subject> subjects() {
        return called().toList().flatMap(Call::subjects);
    }

    /** The call that it is the outcome of; none of another node. */
    default Option<Call> called() {
        return Option.none();
    }

    /** It and all within it, from left to right, each before its children. */
    default Seq<Expression> nodes() {
        return Vector.<Expression>of(this).appendAll(children().flatMap(Expression::nodes));
    }
}
