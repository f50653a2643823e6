package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long rules wait for time alone to pass, by their {@code for}, {@code silent}, {@code until.for}, {@code holds} and
 * {@code clear.for}, and windows by their sizes and gaps. Every deadline is that long after a reading at most.
 *
 * @param shortest the shortest wait of them all, more than zero
 * @param longest the longest, or all those of a rule that may follow one another
 */
public record Waits(Duration shortest, Duration longest) implements Serializable {

    /** The waits of these rules; none where every transition hangs on a reading. */
    public static Option<Waits> of(Iterable<Rule> rules) {
        return Vector.ofAll(rules).flatMap(Waits::of).reduceOption(Waits::and);
    }

    /** One wait of a rule may begin where another ends: an entry's ending with it, and the clearing with that. */
    private static Option<Waits> of(Rule rule) {
        Seq<Duration> each = rule.raise().flatMap(Waits::of).append(rule.clearFor());
        Duration longest = rule.raise()
                .map(entry -> of(entry).fold(Duration.ZERO, Duration::plus))
                .max()
                .getOrElse(Duration.ZERO)
                .plus(rule.clearFor());
        return each.filter(wait -> !wait.isZero()).min().map(shortest -> new Waits(shortest, longest));
    }

    private static Seq<Duration> of(RaiseEntry entry) {
        return entry.trigger()
                .interpret(new WaitOf())
                .toVector()
                .appendAll(entry.ending().map(Ending::duration));
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
