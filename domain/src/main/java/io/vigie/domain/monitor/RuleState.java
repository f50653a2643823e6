package io.vigie.domain.monitor;

/** Where one rule stands for one device. */
final class RuleState {

    static final int NO_ALARM = -1;

    /** The active alarm's severity, as its rank. */
    int severity = NO_ALARM;

    /** When the active alarm was raised. */
    long raisedAt = Microseconds.NONE;

    /** Since when no entry has held while the alarm waits to clear. */
    long clearingSince = Microseconds.NONE;

    /** The metric of the last reading the rule was evaluated on. */
    int lastMetric;

    final EntryState[] entries;

    RuleState(EntryState[] entries) {
        this.entries = entries;
    }

    /** No transition is later than this that was not on a reading. */
    long lastFound(CompiledRule rule) {
        long last = raisedAt;
        for (int i = 0; i < entries.length; i++) {
            last = Math.max(last, entries[i].reached(rule.entries[i]));
        }
        return last;
    }

    boolean isIdle() {
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
