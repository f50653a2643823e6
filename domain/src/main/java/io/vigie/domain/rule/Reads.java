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
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Subject;
import java.util.function.Predicate;

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

    /**
     * Whether a reading can make the condition true by itself: with the latest values of the known subjects, and
     * nothing else defined. A false answer is certain; a true one says that nothing undefined stands in the way.
     */
    public static boolean byItself(Condition condition, Predicate<Subject> known) {
        return (condition.interpret(new PossibleOutcomes(known)) & PossibleOutcomes.TRUE) != 0;
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

    /** The truths, one bit each, that a condition may come to while only some subjects are known. */
    private static final class PossibleOutcomes implements Condition.Algebra<Integer> {
        static final int NONE = 0;
        static final int TRUE = 1;
        static final int FALSE = 2;

        private final Predicate<Subject> known;

        PossibleOutcomes(Predicate<Subject> known) {
            this.known = known;
        }

        @Override
        public Integer comparison(Condition.Comparison node) {
            return ofReadsIn(node);
        }

        @Override
        public Integer between(Condition.Between node) {
            return ofReadsIn(node);
        }

        @Override
        public Integer and(Condition.And node) {
            int left = node.left().interpret(this);
            int right = node.right().interpret(this);
            return (left & right & TRUE) | ((left | right) & FALSE);
        }

        @Override
        public Integer or(Condition.Or node) {
            int left = node.left().interpret(this);
            int right = node.right().interpret(this);
            return ((left | right) & TRUE) | (left & right & FALSE);
        }

        @Override
        public Integer not(Condition.Not node) {
            int operand = node.operand().interpret(this);
            return ((operand & TRUE) != 0 ? FALSE : NONE) | ((operand & FALSE) != 0 ? TRUE : NONE);
        }

        @Override
        public Integer call(Condition.Called node) {
            return ofReadsIn(node);
        }

        private int ofReadsIn(Condition elementary) {
            return !looksBack(elementary) && elementary.children().forAll(this::mayBeDefined) ? TRUE | FALSE : NONE;
        }

        /** The past of a metric is not known, its latest value may be. */
        private static boolean looksBack(Expression node) {
            return node.called().exists(Call::looksBack);
        }

        private boolean mayBeDefined(Expression node) {
            if (node instanceof Condition condition) {
                return condition.interpret(this) != NONE;
            }
            if (node.called().exists(call -> call.function() == Function.IF)) {
                Seq<Expression> parts = node.children();
                int decides = ((Condition) parts.get(0)).interpret(this);
                return ((decides & TRUE) != 0 && mayBeDefined(parts.get(1)))
                        || ((decides & FALSE) != 0 && mayBeDefined(parts.get(2)));
            }
            return !looksBack(node)
                    && node.subjects().forAll(known)
                    && node.children().forAll(this::mayBeDefined);
        }
    }
}
