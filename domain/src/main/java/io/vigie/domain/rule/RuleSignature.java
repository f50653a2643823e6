package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Expressions;

/**
 * What a rule reads and how it counts, in words. What is remembered for a rule is of use to a rule of the same id and
 * the same signature, however else it was edited: in its limits, durations, severities or texts.
 *
 * <p>The words are the metrics that the rule reads, in the order of their names, and then for each entry how its
 * trigger counts: {@code Immediately}, {@code HeldFor}, {@code Repeated}, {@code RepeatedWithin} or {@code Silent}.
 * Kept states have the {@link #number()} of the words: a word that changes makes the rules that have it start afresh.
 *
 * @param metrics the metrics
 * @param triggers the words of the triggers
 */
public record RuleSignature(Seq<Metric> metrics, Seq<String> triggers) {

    /** The signature of a rule. */
    public static RuleSignature of(Rule rule) {
        return new RuleSignature(
                Vector.ofAll(Reads.metricsOf(rule)).sorted(),
                rule.raise().map(entry -> entry.trigger().interpret(new TriggerWord())));
    }

    /**
     * The number that stands for the words in kept states: from 1 on, 31 times the number so far and the word's
     * {@link String#hashCode() hash} is the next one, as a long.
     */
    public long number() {
        long number = 1;
        for (String word : metrics.map(Metric::name).appendAll(triggers)) {
            number = number * 31 + word.hashCode();
        }
        return number;
    }

    /** The words, with a space between them and metrics as expressions have them: {@code temperature HeldFor}. */
    @Override
    public String toString() {
        return metrics.map(metric -> Expressions.quoted(metric.name()))
                .appendAll(triggers)
                .mkString(" ");
    }

    private static final class TriggerWord implements Trigger.Algebra<String> {

        @Override
        public String immediately(Trigger.Immediately node) {
            return "Immediately";
        }

        @Override
        public String heldFor(Trigger.HeldFor node) {
            return "HeldFor";
        }

        @Override
        public String repeated(Trigger.Repeated node) {
            return "Repeated";
        }

        @Override
        public String repeatedWithin(Trigger.RepeatedWithin node) {
            return "RepeatedWithin";
        }

        @Override
        public String silent(Trigger.Silent node) {
            return "Silent";
        }
    }
}
