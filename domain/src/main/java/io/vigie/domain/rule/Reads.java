package io.vigie.domain.rule;

import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import java.util.function.Predicate;

/** What expressions and rules read. All orders are fixed: as it stands in the text. */
public final class Reads {

    private Reads() {}

    /** Every place in the condition that reads a metric, from left to right. */
    public static Seq<Mention> mentionsIn(Condition condition) {
        return condition.interpret(new MentionsOfCondition());
    }

    /** Every place in the rule's conditions that reads a metric, entry by entry, each trigger before its until. */
    public static Seq<Mention> mentionsIn(Rule rule) {
        return rule.raise().flatMap(entry -> conditionsOf(entry).flatMap(Reads::mentionsIn));
    }

    /** The subjects that the condition speaks of, by first appearance. */
    public static Set<Subject> subjectsOf(Condition condition) {
        return LinkedHashSet.ofAll(mentionsIn(condition).map(Mention::subject));
    }

    /** The metrics on whose readings the rule is evaluated: its own, where it has one, then the others as they appear. */
    public static Set<Metric> metricsOf(Rule rule) {
        return LinkedHashSet.ofAll(rule.metric())
                .addAll(mentionsIn(rule).flatMap(mention -> mention.subject().in(rule.metric())));
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

    private static final class MentionsOfCondition implements Condition.Algebra<Vector<Mention>> {
        private final MentionsOfQuantity quantities = new MentionsOfQuantity();

        @Override
        public Vector<Mention> comparison(Condition.Comparison node) {
            return node.left().interpret(quantities).appendAll(node.right().interpret(quantities));
        }

        @Override
        public Vector<Mention> between(Condition.Between node) {
            return node.quantity()
                    .interpret(quantities)
                    .appendAll(node.low().interpret(quantities))
                    .appendAll(node.high().interpret(quantities));
        }

        @Override
        public Vector<Mention> and(Condition.And node) {
            return node.left().interpret(this).appendAll(node.right().interpret(this));
        }

        @Override
        public Vector<Mention> or(Condition.Or node) {
            return node.left().interpret(this).appendAll(node.right().interpret(this));
        }

        @Override
        public Vector<Mention> not(Condition.Not node) {
            return node.operand().interpret(this);
        }

        @Override
        public Vector<Mention> flatline(Condition.Flatline node) {
            return Vector.of(Mention.of(FunctionName.FLATLINE, node.subject()).over(node.span()));
        }
    }

    private static final class MentionsOfQuantity implements Quantity.Algebra<Vector<Mention>> {
        @Override
        public Vector<Mention> constant(Quantity.Constant node) {
            return Vector.empty();
        }

        @Override
        public Vector<Mention> latest(Quantity.Latest node) {
            return Vector.of(Mention.latest(node.subject()));
        }

        @Override
        public Vector<Mention> arithmetic(Quantity.Arithmetic node) {
            return node.left().interpret(this).appendAll(node.right().interpret(this));
        }

        @Override
        public Vector<Mention> negation(Quantity.Negation node) {
            return node.operand().interpret(this);
        }

        @Override
        public Vector<Mention> absolute(Quantity.Absolute node) {
            return node.operand().interpret(this);
        }

        @Override
        public Vector<Mention> delta(Quantity.Delta node) {
            return Vector.of(Mention.of(FunctionName.DELTA, node.subject()));
        }

        @Override
        public Vector<Mention> rate(Quantity.Rate node) {
            return Vector.of(Mention.of(FunctionName.RATE, node.subject()).over(node.span()));
        }

        @Override
        public Vector<Mention> statistic(Quantity.SpanStatistic node) {
            return Vector.of(Mention.of(FunctionName.of(node.statistic()), node.subject())
                    .over(node.span()));
        }

        @Override
        public Vector<Mention> percentile(Quantity.Percentile node) {
            return Vector.of(Mention.of(FunctionName.PERCENTILE, node.subject())
                    .with(node.percent())
                    .over(node.span()));
        }

        @Override
        public Vector<Mention> zScore(Quantity.ZScore node) {
            return Vector.of(Mention.of(FunctionName.ZSCORE, node.subject()).over(node.span()));
        }

        @Override
        public Vector<Mention> weightedMean(Quantity.WeightedMean node) {
            return Vector.of(Mention.of(FunctionName.EWMEAN, node.subject()).with(node.weight()));
        }

        @Override
        public Vector<Mention> weightedZScore(Quantity.WeightedZScore node) {
            return Vector.of(Mention.of(FunctionName.EWZSCORE, node.subject()).with(node.weight()));
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
            return ofMentionsIn(node);
        }

        @Override
        public Integer between(Condition.Between node) {
            return ofMentionsIn(node);
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
        public Integer flatline(Condition.Flatline node) {
            return NONE;
        }

        private int ofMentionsIn(Condition comparison) {
            boolean defined = mentionsIn(comparison)
                    .forAll(mention -> mention.function().isEmpty() && known.test(mention.subject()));
            return defined ? TRUE | FALSE : NONE;
        }
    }
}
