package io.vigie.domain.rule;

import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.text.DurationText;
import java.io.Serializable;
import java.time.Duration;

/** What keeps an entry going once its trigger is not met any more, and when that is over. */
public sealed interface Ending extends Serializable {

    /** For how long it waits for time alone to pass; zero where readings alone end the entry. */
    Duration duration();

    /**
     * {@code until}: the entry goes on until {@code when} was true for so long, counted from the instant at which the
     * entry began to hold.
     *
     * @param when the condition that ends it
     * @param duration for how long it is to be true on end; zero for a single reading
     */
    record Until(Condition when, Duration duration) implements Ending {

        @Override
        public String toString() {
            return "until " + when + (duration.isZero() ? "" : " for " + DurationText.print(duration));
        }
    }

    /**
     * {@code holds}: the entry goes on until so long after the last reading on which its trigger was met, whatever comes
     * between; for devices that send events or changes only.
     */
    record Holds(Duration duration) implements Ending {

        @Override
        public String toString() {
            return "holds " + DurationText.print(duration);
        }
    }
}
