package io.vigie.application.review;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.AlarmTransition.Occasion;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.io.Serializable;
import java.time.Instant;

/**
 * An alarm of the past, whole.
 *
 * @param transitions what happened to it, one or more, in their order; the first one raised it
 */
public record PastAlarm(Seq<AlarmTransition> transitions) implements Serializable {

    /** The alarms that these transitions of one device make, in the order of their raising. */
    public static Seq<PastAlarm> of(Iterable<AlarmTransition> transitions) {
        Map<AlarmId, Vector<AlarmTransition>> byAlarm = LinkedHashMap.empty();
        for (AlarmTransition transition : transitions) {
            AlarmId alarm = transition.occasion().alarm();
            byAlarm =
                    byAlarm.put(alarm, byAlarm.getOrElse(alarm, Vector.empty()).append(transition));
        }
        return byAlarm.values().<PastAlarm>map(PastAlarm::new).toVector().sortBy(PastAlarm::raisedAt);
    }

    private Occasion raising() {
        return transitions.head().occasion();
    }

    /** Its name. */
    public AlarmId id() {
        return raising().alarm();
    }

    /** The rule that raised it. */
    public RuleId rule() {
        return raising().rule();
    }

    /** The device it is about. */
    public DeviceId device() {
        return raising().device();
    }

    /** When it was raised. */
    public Instant raisedAt() {
        return raising().eventTime();
    }

    /** When it cleared; none where it was still active at the end. */
    public Option<Instant> clearedAt() {
        AlarmTransition last = transitions.last();
        return Option.when(
                last instanceof AlarmTransition.Cleared, () -> last.occasion().eventTime());
    }

    /** The gravest severity it had. */
    public Severity gravest() {
        return transitions.map(AlarmTransition::severity).max().get();
    }

    /** Whether the other alarm was active at some time at which this one was. */
    public boolean overlaps(PastAlarm other) {
        return beginsBeforeEndOf(other) && other.beginsBeforeEndOf(this);
    }

    private boolean beginsBeforeEndOf(PastAlarm other) {
        return other.clearedAt().forAll(end -> raisedAt().isBefore(end));
    }
}
