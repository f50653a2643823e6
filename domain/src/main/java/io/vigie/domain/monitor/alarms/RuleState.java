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

    /** When its last alarm was raised, active or not, and the number of that among those raised at one instant. */
    public long lastRaisedAt = Microseconds.NONE;

    public int raises;

    /** The event time of its last transition: none is before it. */
    public long lastTransition = Microseconds.NONE;

    /** Since when no entry has held while the alarm waits to clear. */
    public long clearingSince = Microseconds.NONE;

    /** The metric that stands for the observation on which the rule was evaluated last; before that its first metric. */
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
        RuleState state = new RuleState(entries);
        state.lastMetric = rule.metrics[0];
        return state;
    }

    /** A transition that was found for this time takes place; answers with the time that it has. */
    long takesPlace(long time) {
        lastTransition = Math.max(time, lastTransition);
        return lastTransition;
    }

    /** An alarm is raised, perhaps not the only one at this instant. */
    void raise(long time) {
        raises = time == lastRaisedAt ? raises + 1 : 1;
        raisedAt = time;
        lastRaisedAt = time;
    }

    /**
     * Whether nothing of it is to be kept.
     *
     * @param watermark nothing happens before it any more
     */
    public boolean isIdle(long watermark) {
        return isIdle() && (lastTransition == Microseconds.NONE || lastTransition < watermark);
    }

    /** Whether nothing of it is to be kept but when its last transition was. */
    private boolean isIdle() {
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
