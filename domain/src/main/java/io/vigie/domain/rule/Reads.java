package io.vigie.domain.rule;

import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Expression;
import io.vigie.domain.rule.expression.Subject;

/** What expressions and rules read. All orders are fixed: as it stands in the text. */
public final class Reads {

    private Reads() {}

    /** The subjects that the condition speaks of, by first appearance. */
    public static Set<Subject> subjectsOf(Condition condition) {
        return LinkedHashSet.ofAll(condition.nodes().flatMap(Expression::subjects));
    }

    /** Every call of a function in the rule, entry by entry, each trigger before its until. */
    public static Seq<Call> callsIn(Rule rule) {
        return rule.raise()
                .flatMap(Reads::conditionsOf)
                .flatMap(Expression::nodes)
                .flatMap(Expression::called);
    }

    /** The metrics on whose readings the rule is evaluated: its own, where it has one, then the others as they appear. */
    public static Set<Metric> metricsOf(Rule rule) {
        return LinkedHashSet.ofAll(rule.metric())
                .addAll(rule.raise()
                        .flatMap(Reads::conditionsOf)
                        .flatMap(Reads::subjectsOf)
                        .flatMap(subject -> subject.in(rule.metric())));
    }

    /** The conditions of an entry: what makes it hold, then what ends it, as far as it has them. */
    public static Seq<Condition> conditionsOf(RaiseEntry entry) {
        return Vector.ofAll(conditionOf(entry.trigger())).appendAll(entry.until());
    }

    /** What must be true for the trigger, without its duration or number of times; none of a silence. */
    public static Option<Condition> conditionOf(Trigger trigger) {
        return trigger.interpret(new ConditionOfTrigger());
    }

    private static final class ConditionOfTrigger implements Trigger.Algebra<Option<Condition>> {
        @Override
        public Option<Condition> immediately(Trigger.Immediately node) {
            return Option.some(node.when());
        }

        @Override
        public Option<Condition> heldFor(Trigger.HeldFor node) {
            return Option.some(node.when());
        }

        @Override
        public Option<Condition> repeated(Trigger.Repeated node) {
            return Option.some(node.when());
        }

        @Override
        public Option<Condition> repeatedWithin(Trigger.RepeatedWithin node) {
            return Option.some(node.when());
        }

        @Override
        public Option<Condition> silent(Trigger.Silent node) {
            return Option.none();
        }
    }
}
