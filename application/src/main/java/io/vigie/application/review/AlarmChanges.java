package io.vigie.application.review;

import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.explanation.LengthText;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.rule.Severity;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * What differs between the alarms of one device under two sets of rules. Alarms of one id are the same alarm. Of the
 * others, two of one rule that were active at the same time are one alarm that is raised earlier or later.
 *
 * @param changes in the order of their time
 * @param unchanged how many alarms are the same under both
 */
public record AlarmChanges(Seq<AlarmChange> changes, long unchanged) implements Serializable {

    private static final int MOST_SEVERITIES = 8;

    /** Nothing at all. */
    public static final AlarmChanges NONE = new AlarmChanges(Vector.empty(), 0);

    /** Compares the alarms of one device. */
    public static AlarmChanges between(Seq<PastAlarm> before, Seq<PastAlarm> after) {
        Map<AlarmId, PastAlarm> now = after.toMap(PastAlarm::id, alarm -> alarm);
        Map<AlarmId, PastAlarm> then = before.toMap(PastAlarm::id, alarm -> alarm);
        Vector<AlarmChange> changes = Vector.empty();
        long unchanged = 0;
        Vector<PastAlarm> goneOrMoved = Vector.empty();
        for (PastAlarm alarm : before) {
            Option<PastAlarm> same = now.get(alarm.id());
            if (same.isEmpty()) {
                goneOrMoved = goneOrMoved.append(alarm);
            } else {
                Seq<String> differences = differences(alarm, same.get());
                unchanged += differences.isEmpty() ? 1 : 0;
                changes = differences.isEmpty()
                        ? changes
                        : changes.append(new AlarmChange.Changed(alarm, same.get(), differences));
            }
        }
        for (PastAlarm alarm : after.reject(each -> then.containsKey(each.id()))) {
            Option<PastAlarm> moved = goneOrMoved.find(old -> old.rule().equals(alarm.rule()) && old.overlaps(alarm));
            goneOrMoved = moved.map(goneOrMoved::remove).getOrElse(goneOrMoved);
            changes = changes.append(
                    moved.<AlarmChange>map(old -> new AlarmChange.Changed(old, alarm, differences(old, alarm)))
                            .getOrElse(() -> new AlarmChange.New(alarm)));
        }
        return new AlarmChanges(
                changes.appendAll(goneOrMoved.<AlarmChange>map(AlarmChange.Gone::new))
                        .sortBy(AlarmChange::since),
                unchanged);
    }

    private static Seq<String> differences(PastAlarm before, PastAlarm after) {
        Vector<String> found = Vector.empty();
        if (!before.raisedAt().equals(after.raisedAt())) {
            found = found.append("raised " + moved(before.raisedAt(), after.raisedAt()));
        }
        if (!severities(before).equals(severities(after))) {
            found = found.append("severities " + words(severities(before)) + ", now " + words(severities(after)));
        } else if (!times(before).equals(times(after))) {
            found = found.append("severity changes at other times");
        }
        if (!before.clearedAt().equals(after.clearedAt())) {
            found = found.append(
                    before.clearedAt().isEmpty()
                            ? "clears, and did not before"
                            : after.clearedAt()
                                    .map(end -> "cleared "
                                            + moved(before.clearedAt().get(), end))
                                    .getOrElse("does not clear any more"));
        }
        return found;
    }

    private static Seq<Severity> severities(PastAlarm alarm) {
        return alarm.transitions()
                .reject(transition -> transition.word().equals("cleared"))
                .map(AlarmTransition::severity);
    }

    private static String words(Seq<Severity> severities) {
        return severities.take(MOST_SEVERITIES).map(Severity::word).mkString(" ")
                + (severities.size() > MOST_SEVERITIES ? " … (" + severities.size() + " in all)" : "");
    }

    /** When its severity changed after the raising. */
    private static Seq<Instant> times(PastAlarm alarm) {
        return alarm.transitions()
                .tail()
                .reject(transition -> transition.word().equals("cleared"))
                .map(transition -> transition.occasion().eventTime());
    }

    private static String moved(Instant before, Instant after) {
        Duration distance = Duration.between(before, after);
        return LengthText.of(distance.abs()) + (distance.isNegative() ? " earlier" : " later");
    }
}
