package io.vigie.domain.monitor.alarms;

import io.vigie.domain.monitor.compiled.CompiledEntry;
import io.vigie.domain.monitor.compiled.CompiledRule;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.reading.Microseconds;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of one device, one at most of each rule: decides what becomes of them with a reading or a deadline. How an
 * entry comes to hold is in {@link EntryState}; what becomes of a rule's alarm hangs on the severity of the gravest of
 * the entries that hold:
 * <pre>{@code
 *                 an entry holds: raised                another severity: escalated or deescalated
 *      +---------------------------------------+          +---+
 *      |                                       v          |   v
 * [no alarm] <--no entry holds: cleared----- [active at a severity]
 *      ^        (where clear is 0)             |            ^
 *      |                       no entry holds, |            | an entry holds: nothing, or
 *      |                               at t    v            | escalated or deescalated
 *      +---the deadline t + clear: cleared-- [clearing since t, at its last severity]
 * }</pre>
 *
 * <p>It is asked once all the rule's entries have seen a reading, and on the deadlines of its entries, those of one
 * instant together. A deadline only ever makes entries hold, so that none holds is found on readings alone. The deadline
 * of {@code clear} comes after those of the entries at its instant and after the readings of its instant: either may
 * have made it void.
 */
public final class DeviceAlarms {

    private final CompiledRule[] rules;
    private final MetricTable metrics;
    private final AlarmState device;
    private final TransitionTarget target;

    public DeviceAlarms(CompiledRule[] rules, MetricTable metrics, AlarmState device, TransitionTarget target) {
        this.rules = rules;
        this.metrics = metrics;
        this.device = device;
        this.target = target;
    }

    /**
     * Evaluates a rule on the reading that the device has just taken.
     *
     * @param index which of the rules
     * @param metric the place of the reading's metric
     */
    public void evaluate(int index, int metric) {
        CompiledRule rule = rules[index];
        RuleState state = device.rules[index];
        state.lastMetric = metric;
        boolean isOwn = metric == rule.ownMetric;
        int gravest = RuleState.NO_ALARM;
        for (int i = 0; i < rule.entries.length; i++) {
            CompiledEntry entry = rule.entries[i];
            EntryState now = state.entries[i];
            now.read(entry, device, metric, isOwn);
            if (now.holds && entry.severity > gravest) {
                gravest = entry.severity;
            }
        }
        if (gravest != state.severity || state.clearingSince != Microseconds.NONE) {
            settle(rule, state, gravest, device.now, null);
        }
    }

    /** Takes the deadlines before a time, in their order. */
    public void takeDeadlines(long before) {
        while (true) {
            long deadline = earliestDeadline();
            device.nextDeadline = deadline;
            if (deadline >= before) {
                return;
            }
            for (int i = 0; i < rules.length; i++) {
                takeDeadline(rules[i], device.rules[i], deadline);
            }
        }
    }

    private void takeDeadline(CompiledRule rule, RuleState state, long deadline) {
        boolean clears = state.clearingSince != Microseconds.NONE && state.clearingSince + rule.clearFor == deadline;
        CompiledEntry reached = null;
        int gravest = RuleState.NO_ALARM;
        for (int i = 0; i < rule.entries.length; i++) {
            CompiledEntry entry = rule.entries[i];
            EntryState now = state.entries[i];
            if (now.reach(entry, deadline)) {
                reached = reached == null || entry.severity > reached.severity ? entry : reached;
            }
            if (now.holds && entry.severity > gravest) {
                gravest = entry.severity;
            }
        }
        if (reached != null) {
            String kind = reached.kind == CompiledEntry.Kind.SILENT ? "silent" : "for";
            settle(rule, state, gravest, deadline, kind);
        }
        if (clears && state.clearingSince != Microseconds.NONE) {
            clear(rule, state, deadline, "clear");
        }
    }

    /** The earliest deadline that any entry or alarm is running towards; the end of time where there is none. */
    public long earliestDeadline() {
        long earliest = Microseconds.NEVER;
        for (int i = 0; i < rules.length; i++) {
            RuleState state = device.rules[i];
            if (state.clearingSince != Microseconds.NONE) {
                earliest = Math.min(earliest, state.clearingSince + rules[i].clearFor);
            }
            for (int j = 0; j < state.entries.length; j++) {
                earliest = Math.min(earliest, state.entries[j].deadline(rules[i].entries[j]));
            }
        }
        return earliest;
    }

    /** Brings the alarm in line with the gravest entry that holds. */
    private void settle(CompiledRule rule, RuleState state, int gravest, long time, @Nullable String deadline) {
        if (gravest != RuleState.NO_ALARM) {
            if (gravest != state.severity) {
                Narrator narrator = new Narrator(metrics, device, rule, state, time, deadline);
                if (state.severity == RuleState.NO_ALARM) {
                    state.raisedAt = time;
                    narrator.raised(gravest, target);
                } else {
                    narrator.changed(gravest, target);
                }
                state.severity = gravest;
            }
            state.clearingSince = Microseconds.NONE;
        } else if (state.severity != RuleState.NO_ALARM) {
            if (rule.clearFor == 0) {
                clear(rule, state, time, deadline);
            } else if (state.clearingSince == Microseconds.NONE) {
                state.clearingSince = time;
                device.expect(time + rule.clearFor);
            }
        }
    }

    /**
     * The device is forgotten, and all its alarms end: at this time, or where the clock has found a transition that is
     * later, at that one's.
     */
    public void forget(long time) {
        for (int i = 0; i < rules.length; i++) {
            RuleState state = device.rules[i];
            if (state.severity != RuleState.NO_ALARM) {
                clear(rules[i], state, Math.max(time, state.lastFound(rules[i])), "forgotten");
            }
        }
    }

    private void clear(CompiledRule rule, RuleState state, long time, @Nullable String deadline) {
        new Narrator(metrics, device, rule, state, time, deadline).cleared(target);
        state.severity = RuleState.NO_ALARM;
        state.raisedAt = Microseconds.NONE;
        state.clearingSince = Microseconds.NONE;
    }
}
