package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmTransition;
import java.io.Serializable;
import java.time.Instant;

/**
 * An evaluation of the rule, or a deadline. Readings after one another of which the same is true, and which change
 * nothing, are one step.
 *
 * @param reading the readings; none for a deadline
 * @param at when, of several readings the first
 * @param outcomes what each comparison in the rule came to
 * @param standing where the rule stands after it, each state in a few words
 * @param transition what it did to the alarm, if anything
 */
public record Step(
        Option<Readings> reading,
        Instant at,
        Seq<Outcome> outcomes,
        Seq<String> standing,
        Option<AlarmTransition> transition)
        implements Serializable {

    /**
     * One reading or several of one metric.
     *
     * @param metric the metric's name
     * @param count how many
     * @param last when the last of them was measured
     * @param value the value of the first
     * @param least the least value
     * @param greatest the greatest value
     */
    public record Readings(String metric, long count, Instant last, double value, double least, double greatest)
            implements Serializable {

        /** One reading. */
        public static Readings one(String metric, Instant at, double value) {
            return new Readings(metric, 1, at, value, value, value);
        }

        Readings and(Readings next) {
            return new Readings(
                    metric,
                    count + next.count,
                    next.last,
                    value,
                    Math.min(least, next.least),
                    Math.max(greatest, next.greatest));
        }
    }

    /**
     * What a comparison came to.
     *
     * @param comparison the comparison as the rule has it
     * @param truth {@code true}, {@code false} or {@code undefined}
     * @param value what stands on its left side, where that is more than the reading itself and is defined
     */
    public record Outcome(String comparison, String truth, Option<Double> value) implements Serializable {

        boolean isLike(Outcome other) {
            return comparison.equals(other.comparison) && truth.equals(other.truth);
        }
    }

    /** This step and the one that follows it as one; none where the next one tells something new. */
    public Option<Step> joined(Step next) {
        boolean same = transition.isEmpty()
                && next.transition.isEmpty()
                && standing.equals(next.standing)
                && outcomes.corresponds(next.outcomes, Outcome::isLike);
        return reading.flatMap(these -> next.reading
                .filter(those -> same && those.metric().equals(these.metric()))
                .map(those -> new Step(Option.some(these.and(those)), at, outcomes, standing, transition)));
    }
}
