package io.vigie.domain.alarm;

import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.io.Serializable;
import java.time.Instant;

/**
 * Something that happened to an alarm. At most one happens to an alarm for one reading or instant.
 *
 * <p>All carry the {@link Occasion}: which alarm, when in event time, and by which reading.
 */
public sealed interface AlarmTransition extends Serializable {

    /** Which alarm, when and by what. */
    Occasion occasion();

    /** The severity from now on; for a cleared alarm, the last one it had. */
    Severity severity();

    /** The word that tables carry: {@code raised escalated deescalated cleared}. */
    String word();

    /** No entry held, now one does: a new alarm. */
    record Raised(Occasion occasion, Severity severity) implements AlarmTransition {
        @Override
        public String word() {
            return "raised";
        }
    }

    /** A graver entry holds than before. */
    record Escalated(Occasion occasion, Severity from, Severity severity) implements AlarmTransition {
        @Override
        public String word() {
            return "escalated";
        }
    }

    /** The gravest entry that holds is less grave than before. */
    record Deescalated(Occasion occasion, Severity from, Severity severity) implements AlarmTransition {
        @Override
        public String word() {
            return "deescalated";
        }
    }

    /** No entry holds any more, for as long as the rule asks. */
    record Cleared(Occasion occasion, Severity severity) implements AlarmTransition {
        @Override
        public String word() {
            return "cleared";
        }
    }

    /**
     * What all transitions have in common.
     *
     * @param alarm the alarm's name
     * @param rule the rule
     * @param device the device
     * @param metric the metric of the reading that caused it; for a deadline, of the last one
     * @param eventTime when it happened; for a deadline, the deadline
     * @param value the value of that reading
     * @param unit the unit of that reading, where it has one
     * @param message the rule's message, filled in
     * @param explanation why
     * @param shadow whether the rule is on trial
     */
    record Occasion(
            AlarmId alarm,
            RuleId rule,
            DeviceId device,
            Metric metric,
            Instant eventTime,
            double value,
            Option<String> unit,
            String message,
            Explanation explanation,
            boolean shadow)
            implements Serializable {}
}
