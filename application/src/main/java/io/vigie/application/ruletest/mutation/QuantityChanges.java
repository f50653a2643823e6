package io.vigie.application.ruletest.mutation;

import io.vavr.collection.Vector;
import io.vigie.domain.rule.expression.Argument;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Subject;
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
    public Vector<Quantity> call(Quantity.Called node) {
        return of(node.call()).map(Quantity.Called::new);
    }

    /** Every call with one of its arguments changed to another that the function takes. */
    Vector<Call> of(Call call) {
        return Vector.ofAll(call.arguments().zip(call.function().parameters()).zipWithIndex())
                .flatMap(argument -> argument._1
                        ._1
                        .interpret(new ArgumentChanges())
                        .filter(changed -> argument._1._2.problemOf(changed).isEmpty())
                        .map(changed -> call.with(argument._2, changed)));
    }

    private static final class ArgumentChanges implements Argument.Algebra<Vector<? extends Argument>> {

        @Override
        public Vector<Argument> subject(Subject subject) {
            return Vector.empty();
        }

        @Override
        public Vector<Argument.Span> span(Argument.Span span) {
            return Nudges.of(span.duration()).map(Argument.Span::new);
        }

        @Override
        public Vector<Argument.Literal> literal(Argument.Literal literal) {
            return Nudges.of(literal.value()).map(Argument.Literal::new);
        }

        @Override
        public Vector<Quantity> quantity(Quantity quantity) {
            return quantity.interpret(new QuantityChanges(Nudges::of));
        }

        @Override
        public Vector<Condition> condition(Condition condition) {
            return condition.interpret(new ConditionChanges()).map(Change::changed);
        }
    }
}
