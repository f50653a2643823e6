package io.vigie.domain.rule;

import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.text.DurationText;
import java.io.Serializable;
import java.time.Duration;

/** What makes an entry of a rule hold. Its text is in the words of rule files: {@code when value > 80 for 30s}. */
public sealed interface Trigger extends Serializable {

    /** Has the algebra interpret this node. */
    <R> R interpret(Algebra<R> algebra);

    /** One method a node. */
    interface Algebra<R> {
        R immediately(Immediately node);

        R heldFor(HeldFor node);

        R repeated(Repeated node);

        R repeatedWithin(RepeatedWithin node);

        R silent(Silent node);
    }

    /** {@code when} alone: true on this reading. */
    record Immediately(Condition when) implements Trigger {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.immediately(this);
        }

        @Override
        public String toString() {
            return "when " + when;
        }
    }

    /** {@code when} with {@code for}: true on all readings since the first of the run, for at least {@code duration}. */
    record HeldFor(Condition when, Duration duration) implements Trigger {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.heldFor(this);
        }

        @Override
        public String toString() {
            return "when " + when + " for " + DurationText.print(duration);
        }
    }

    /** {@code when} with {@code times}: true on the last {@code times} evaluations. */
    record Repeated(Condition when, int times) implements Trigger {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.repeated(this);
        }

        @Override
        public String toString() {
            return "when " + when + " times " + times;
        }
    }

    /** {@code when} with {@code times} and {@code within}: true on at least that many evaluations in {@code (t - within, t]}. */
    record RepeatedWithin(Condition when, int times, Duration within) implements Trigger {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.repeatedWithin(this);
        }

        @Override
        public String toString() {
            return "when " + when + " times " + times + " within " + DurationText.print(within);
        }
    }

    /** {@code silent}: no reading of the rule's metric in {@code (last, last + duration]}. */
    record Silent(Duration duration) implements Trigger {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.silent(this);
        }

        @Override
        public String toString() {
            return "silent " + DurationText.print(duration);
        }
    }
}
