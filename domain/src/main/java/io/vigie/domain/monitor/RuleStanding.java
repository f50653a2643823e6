package io.vigie.domain.monitor;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.monitor.alarms.EntryState;
import io.vigie.domain.monitor.alarms.RuleState;
import io.vigie.domain.monitor.compiled.CompiledEntry;
import io.vigie.domain.monitor.compiled.CompiledRule;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Severity;
import java.time.Instant;

/**
 * Where a rule stands for a device, as far as the kernel remembers it: for telling, not for deciding.
 *
 * @param severity the active alarm's severity, none where no alarm is active
 * @param raisedAt since when it is active
 * @param clearingSince since when no entry has held while the alarm waits to clear
 * @param entries the rule's entries, in their order
 */
public record RuleStanding(
        Option<Severity> severity,
        Option<Instant> raisedAt,
        Option<Instant> clearingSince,
        Seq<EntryStanding> entries) {

    /**
     * Where an entry stands.
     *
     * @param entry the entry
     * @param met whether its trigger is met
     * @param holds whether it holds: its trigger is met, or was and {@code until} has not ended it
     * @param since of {@code for} the first reading of the present run, of {@code silent} the last reading, of {@code
     *     holds} the last on which it was met
     * @param endingSince since when {@code until} has been true while it has held, where that is to last
     * @param count how many readings count towards {@code times}
     */
    public record EntryStanding(
            RaiseEntry entry,
            boolean met,
            boolean holds,
            Option<Instant> since,
            Option<Instant> endingSince,
            int count) {}

    /** Of a rule for a device whose latest evaluation was at this time. */
    static RuleStanding of(CompiledRule rule, RuleState state, long now) {
        EntryStanding[] entries = new EntryStanding[rule.entries.length];
        for (int i = 0; i < entries.length; i++) {
            CompiledEntry entry = rule.entries[i];
            EntryState entryState = state.entries[i];
            int count = entry.kind == CompiledEntry.Kind.REPEATED_WITHIN
                    ? entryState.occurrences.countAfter(now - entry.duration)
                    : entryState.occurrences.size();
            entries[i] = new EntryStanding(
                    entry.entry,
                    entryState.met,
                    entryState.holds,
                    instant(entryState.since),
                    instant(entryState.endingSince),
                    count);
        }
        return new RuleStanding(
                Option.when(state.severity != RuleState.NO_ALARM, () -> Severity.ofRank(state.severity)),
                instant(state.raisedAt),
                instant(state.clearingSince),
                Array.of(entries));
    }

    private static Option<Instant> instant(long time) {
        return Option.when(time != Microseconds.NONE, () -> Microseconds.instant(time));
    }
}
