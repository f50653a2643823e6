package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.application.explanation.LengthText;
import io.vigie.application.review.AlarmStory.NearMisses;
import io.vigie.domain.monitor.RuleStanding;
import io.vigie.domain.monitor.RuleStanding.EntryStanding;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.Truth;
import io.vigie.domain.text.DurationText;
import io.vigie.domain.text.NumberText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Looks out for entries that almost came to hold: a run that ended before its {@code for} but lasted half of it, one
 * time too few, a silence that was broken in its last fifth, a value within a twentieth of its limit.
 */
final class NearMissWatch {

    private static final int MOST_TOLD = 5;
    private static final double NEAR_RUN = 0.5;
    private static final double NEAR_SILENCE = 0.8;
    private static final double NEAR_VALUE = 0.95;

    private final Earliest<NearMiss> nearest = new Earliest<>(
            MOST_TOLD, Comparator.comparing((NearMiss miss) -> -miss.nearness()).thenComparing(NearMiss::from));
    private final Approach[] approaches;
    private long count;

    NearMissWatch(Comparisons comparisons) {
        approaches = comparisons
                .all()
                .filter(comparison -> comparison.raises)
                .map(Approach::new)
                .toJavaArray(Approach[]::new);
    }

    /** What was found up to an alarm: what was still near its limit then was on its way to it. */
    NearMisses untilAlarm() {
        return found();
    }

    /** What was found up to the end of history. */
    NearMisses untilEnd() {
        for (Approach approach : approaches) {
            approach.end();
        }
        return found();
    }

    private NearMisses found() {
        return new NearMisses(nearest.inOrder().sortBy(NearMiss::from), count);
    }

    private void add(NearMiss miss) {
        count++;
        nearest.add(miss);
    }

    /** A reading was evaluated. */
    void evaluated(Instant at, RuleStanding before, RuleStanding after) {
        for (int i = 0; i < after.entries().size(); i++) {
            EntryStanding then = before.entries().get(i);
            EntryStanding now = after.entries().get(i);
            Seq<NearMiss> missed = now.entry().trigger().interpret(new Missed(at, then, now));
            missed.forEach(this::add);
        }
        for (Approach approach : approaches) {
            approach.evaluated(at);
        }
    }

    /** What an entry has missed with a reading. */
    private record Missed(Instant at, EntryStanding before, EntryStanding after)
            implements Trigger.Algebra<Seq<NearMiss>> {

        @Override
        public Seq<NearMiss> immediately(Trigger.Immediately node) {
            return Vector.empty();
        }

        @Override
        public Seq<NearMiss> heldFor(Trigger.HeldFor node) {
            return before.since()
                    .filter(since -> !before.met() && after.since().isEmpty())
                    .map(since -> near(
                            since,
                            node.duration(),
                            "was true since " + since + " and ended at " + at + ", after "
                                    + LengthText.of(Duration.between(since, at)) + " of "
                                    + DurationText.print(node.duration())))
                    .filter(miss -> miss.nearness() >= NEAR_RUN && miss.nearness() < 1)
                    .toVector();
        }

        @Override
        public Seq<NearMiss> repeated(Trigger.Repeated node) {
            return counted(node.times());
        }

        @Override
        public Seq<NearMiss> repeatedWithin(Trigger.RepeatedWithin node) {
            return counted(node.times());
        }

        private Seq<NearMiss> counted(int times) {
            boolean missed = times > 1 && before.count() == times - 1 && after.count() < before.count();
            return missed
                    ? Vector.of(new NearMiss(
                            at,
                            at,
                            (times - 1.0) / times,
                            before.entry() + ": counted " + before.count() + " of " + times + " until " + at))
                    : Vector.empty();
        }

        @Override
        public Seq<NearMiss> silent(Trigger.Silent node) {
            return before.since()
                    .filter(since -> !before.met() && !after.since().contains(since))
                    .map(since -> near(
                            since,
                            node.duration(),
                            "nothing was heard from " + since + " to " + at + ", "
                                    + LengthText.of(Duration.between(since, at)) + " of "
                                    + DurationText.print(node.duration())))
                    .filter(miss -> miss.nearness() >= NEAR_SILENCE && miss.nearness() <= 1)
                    .toVector();
        }

        private NearMiss near(Instant since, Duration asked, String text) {
            double share =
                    asked.isZero() ? 1 : (double) Duration.between(since, at).toNanos() / asked.toNanos();
            return new NearMiss(since, at, share, before.entry() + ": " + text);
        }
    }

    /** The stretch of readings on which a comparison was near its limit, without being true before or after. */
    private final class Approach {

        private final Comparisons.One comparison;
        private @Nullable NearMiss closest;
        private boolean wasTrue;

        Approach(Comparisons.One comparison) {
            this.comparison = comparison;
        }

        void evaluated(Instant at) {
            boolean isTrue = comparison.truth() == Truth.TRUE;
            double nearness = isTrue ? 0 : comparison.nearness();
            if (isTrue) {
                closest = null;
            } else if (nearness < NEAR_VALUE) {
                end();
                wasTrue = false;
            } else if (!wasTrue && (closest == null || nearness > closest.nearness())) {
                closest = new NearMiss(
                        closest == null ? at : closest.from(),
                        at,
                        nearness,
                        comparison.text + ": at " + at + " it was " + NumberText.of(comparison.value()));
            }
            wasTrue = wasTrue || isTrue;
        }

        void end() {
            if (closest != null) {
                add(closest);
                closest = null;
            }
        }
    }
}
