package io.vigie.application.ruletest;

import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmTransition;
import java.time.Instant;

/**
 * A transition as it was expected and as it was, one of which may be lacking.
 *
 * @param verdict how they stand to each other
 * @param expected what was expected; none for an {@link Verdict#UNEXPECTED} one
 * @param actual what was; none for a {@link Verdict#MISSING} one
 */
public record TimelineRow(Verdict verdict, Option<ExpectedTransition> expected, Option<AlarmTransition> actual) {

    /** How what was expected stands to what was. */
    public enum Verdict {
        /** As expected. */
        SAME,
        /** Of the same alarm, but not as expected. */
        DIFFERENT,
        /** Expected, and not there. */
        MISSING,
        /** There, and not expected. */
        UNEXPECTED
    }

    /** The event time; where two differ, the earlier. */
    public Instant at() {
        Instant latest = Instant.MAX;
        Instant wanted = expected.map(ExpectedTransition::at).getOrElse(latest);
        Instant found =
                actual.map(transition -> transition.occasion().eventTime()).getOrElse(latest);
        return wanted.isBefore(found) ? wanted : found;
    }
}
