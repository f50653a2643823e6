package io.vigie.bootstrap.configuration;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.HashSet;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleRemarks;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.text.DurationText;
import java.time.Duration;

/** What rules may do that their author does not expect, though nothing is wrong with them. */
final class RuleCautions {

    /** What of these is above a limit ends to be so when readings leave the span. */
    private static final Set<Function> FALLING = HashSet.of(
            Function.COUNT, Function.SUM, Function.MAX, Function.INCREASE, Function.RESETS, Function.DURATION);

    /** What of these is below a limit. */
    private static final Set<Function> RISING = HashSet.of(Function.MIN);

    private RuleCautions() {}

    /** Of rules, whatever pipeline uses them. */
    static Seq<String> of(RuleBook rules) {
        return rules.rules()
                .flatMap(rule -> RuleRemarks.of(rule)
                        .map(remark -> "rule " + rule.id() + ", " + remark.path() + ": " + remark.problem()))
                .appendAll(rules.rules().flatMap(RuleCautions::ofSpans));
    }

    private static Seq<String> ofSpans(Rule rule) {
        return rule.raise()
                .filter(RuleCautions::waitsForASpanToEmpty)
                .map(entry -> "rule " + rule.id() + ": `" + entry + "` is looked at when readings come: where a"
                        + " device falls silent it goes on until the next one, though the span is long empty;"
                        + " `holds` ends it by time");
    }

    /** Of rules under a pipeline's time. */
    static Seq<String> of(RuleBook rules, TimePolicy time) {
        Option<Tuple2<Rule, Duration>> shortest = rules.rules()
                .flatMap(rule -> rule.raise().flatMap(RuleCautions::wait).map(wait -> Tuple.of(rule, wait)))
                .filter(wait -> !wait._2.isZero())
                .minBy(Tuple2::_2);
        return of(rules)
                .appendAll(shortest.filter(wait -> wait._2.compareTo(time.future()) < 0)
                        .map(wait -> "`time.future` is " + DurationText.print(time.future()) + ", and rule "
                                + wait._1.id() + " waits for " + DurationText.print(wait._2)
                                + ": a reading that is so far ahead ends such a wait of its device at once; the shortest"
                                + " `for` and `silent` are better longer than `time.future`"));
    }

    private static Option<Duration> wait(RaiseEntry entry) {
        if (entry.trigger() instanceof Trigger.HeldFor held) {
            return Option.some(held.duration());
        }
        return entry.trigger() instanceof Trigger.Silent silent ? Option.some(silent.duration()) : Option.none();
    }

    /** Whether nothing but the passing of time would end it, and it has no deadline that does. */
    private static boolean waitsForASpanToEmpty(RaiseEntry entry) {
        return entry.ending().isEmpty() && Reads.conditionOf(entry.trigger()).exists(RuleCautions::endsWithItsSpan);
    }

    private static boolean endsWithItsSpan(Condition condition) {
        if (!(condition instanceof Condition.Comparison comparison)) {
            return false;
        }
        return switch (comparison.operator()) {
            case GREATER, GREATER_OR_EQUAL -> ends(comparison.left(), FALLING) || ends(comparison.right(), RISING);
            case LESS, LESS_OR_EQUAL -> ends(comparison.left(), RISING) || ends(comparison.right(), FALLING);
            case EQUAL, NOT_EQUAL -> false;
        };
    }

    private static boolean ends(Quantity quantity, Set<Function> functions) {
        return quantity instanceof Quantity.Called called
                && functions.contains(called.call().function());
    }
}
