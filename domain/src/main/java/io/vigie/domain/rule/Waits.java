package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long rules wait for time alone to pass, by their {@code for}, {@code silent} and {@code clear.for}, and windows by
 * their sizes and gaps. Every deadline is that long after a reading at most.
 *
 * @param shortest the shortest wait of them all, more than zero
 * @param longest the longest
 */
public record Waits(Duration shortest, Duration longest) implements Serializable {

    /** The waits of these rules; none where every transition hangs on a reading. */
    public static Option<Waits> of(Iterable<Rule> rules) {
        return among(Vector.ofAll(rules)
                .flatMap(rule -> rule.raise()
                        .flatMap(entry -> entry.trigger()
                                .interpret(new WaitOf())
                                .toVector()
                                .appendAll(entry.ending().map(Ending::duration)))
                        .append(rule.clearFor()))
                .filter(wait -> !wait.isZero()));
    }

    /** The shortest and the longest of these; none of none. */
    public static Option<Waits> among(Seq<Duration> waits) {
        return waits.min().flatMap(shortest -> waits.max().map(longest -> new Waits(shortest, longest)));
    }

    /** These and others. */
    public Waits and(Waits others) {
        return new Waits(
                shortest.compareTo(others.shortest) < 0 ? shortest : others.shortest,
                longest.compareTo(others.longest) > 0 ? longest : others.longest);
    }

    private static final class WaitOf implements Trigger.Algebra<Option<Duration>> {

        @Override
        public Option<Duration> immediately(Trigger.Immediately node) {
            return Option.none();
        }

        @Override
        public Option<Duration> heldFor(Trigger.HeldFor node) {
            return Option.some(node.duration());
        }

        @Override
        public Option<Duration> repeated(Trigger.Repeated node) {
            return Option.none();
        }

        @Override
        public Option<Duration> repeatedWithin(Trigger.RepeatedWithin node) {
            return Option.none();
        }

        @Override
        public Option<Duration> silent(Trigger.Silent node) {
            return Option.some(node.duration());
        }
    }
}
