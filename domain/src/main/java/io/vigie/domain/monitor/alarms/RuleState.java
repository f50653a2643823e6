package io.vigie.domain.monitor.alarms;

import io.vigie.domain.monitor.compiled.CompiledRule;
import io.vigie.domain.reading.Microseconds;

/** Where one rule stands for one device. */
public final class RuleState {

    public static final int NO_ALARM = -1;

    /** The active alarm's severity, as its rank. */
    public int severity = NO_ALARM;

    /** When the active alarm was raised. */
    public long raisedAt = Microseconds.NONE;

    /** Since when no entry has held while the alarm waits to clear. */
    public long clearingSince = Microseconds.NONE;

    /** The metric of the last reading the rule was evaluated on. */
    public int lastMetric;

    public final EntryState[] entries;

    public RuleState(EntryState[] entries) {
        this.entries = entries;
    }

    /** That of a rule which has seen nothing of a device. */
    public static RuleState of(CompiledRule rule) {
        EntryState[] entries = new EntryState[rule.entries.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new EntryState(rule.entries[i].times);
        }
        return new RuleState(entries);
    }

    /** No transition is later than this that was not on a reading. */
    long lastFound(CompiledRule rule) {
        long last = raisedAt;
        for (int i = 0; i < entries.length; i++) {
            last = Math.max(last, entries[i].reached(rule.entries[i]));
        }
        return last;
    }

    public boolean isIdle() {
        if (severity != NO_ALARM) {
            return false;
        }
        for (EntryState entry : entries) {
            if (!entry.isIdle()) {
                return false;
            }
        }
        return true;
    }
}
