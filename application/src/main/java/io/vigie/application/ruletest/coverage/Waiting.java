package io.vigie.application.ruletest.coverage;

import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Trigger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one entry of one device waits for: a duration that has to pass, a number that has to be reached. It tells when
 * that was under way and came to nothing.
 */
interface Waiting {

    /**
     * A reading was evaluated.
     *
     * @param wasMet whether what is waited for had been reached before
     * @param isTrue whether the entry's condition is true on the reading
     * @param isOwn whether the reading is of the rule's own metric
     * @param time the reading's time in microseconds
     * @return whether the waiting was under way, and ended with the reading
     */
    boolean endedBy(boolean wasMet, boolean isTrue, boolean isOwn, long time);

    /** For a trigger. */
    static Waiting of(Trigger trigger) {
        return trigger.interpret(new OfTrigger());
    }

    /** One for each kind of trigger. */
    final class OfTrigger implements Trigger.Algebra<Waiting> {

        @Override
        public Waiting immediately(Trigger.Immediately node) {
            return (wasMet, isTrue, isOwn, time) -> false;
        }

        @Override
        public Waiting heldFor(Trigger.HeldFor node) {
            return new Waiting() {
                private boolean running;

                @Override
                public boolean endedBy(boolean wasMet, boolean isTrue, boolean isOwn, long time) {
                    boolean ended = running && !wasMet && !isTrue;
                    running = isTrue;
                    return ended;
                }
            };
        }

        @Override
        public Waiting repeated(Trigger.Repeated node) {
            return heldFor(new Trigger.HeldFor(node.when(), Duration.ZERO));
        }

        @Override
        public Waiting repeatedWithin(Trigger.RepeatedWithin node) {
            long within = Microseconds.of(node.within());
            return new Waiting() {
                private final Deque<Long> trueAt = new ArrayDeque<>();
                /** What was true up to then has led to something. */
                private long metUpTo = Long.MIN_VALUE;

                @Override
                public boolean endedBy(boolean wasMet, boolean isTrue, boolean isOwn, long time) {
                    boolean ended = false;
                    if (wasMet && !trueAt.isEmpty()) {
                        metUpTo = trueAt.getLast();
                    }
                    while (!trueAt.isEmpty() && trueAt.getFirst() <= time - within) {
                        ended |= trueAt.removeFirst() > metUpTo;
                    }
                    if (isTrue) {
                        trueAt.addLast(time);
                    }
                    return ended;
                }
            };
        }

        @Override
        public Waiting silent(Trigger.Silent node) {
            return new Waiting() {
                private boolean heard;

                @Override
                public boolean endedBy(boolean wasMet, boolean isTrue, boolean isOwn, long time) {
                    boolean ended = isOwn && heard && !wasMet;
                    heard |= isOwn;
                    return ended;
                }
            };
        }
    }
}
