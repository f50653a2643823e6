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
 * <p>It is asked once all the rule's entries have seen an observation or heard a late reading, on the deadlines of its
 * entries, those of one instant together, and when the device is forgotten. The deadline of {@code clear} comes after
 * those of the entries at its instant and after the readings of its instant: either may have made it void.
 *
 * <p>The clock may have found a deadline before a reading arrives that is earlier. What the clock has found stays, and the
 * reading acts from its own time on; but no transition of an alarm is before the one before it, and takes its time then.
 */
public final class DeviceAlarms {

    private final CompiledRule[] rules;
    private final MetricTable metrics;
    private final AlarmState device;
    private final TransitionTarget target;
    private Runnable afterDeadlines = () -> {};

    public DeviceAlarms(CompiledRule[] rules, MetricTable metrics, AlarmState device, TransitionTarget target) {
        this.rules = rules;
        this.metrics = metrics;
        this.device = device;
        this.target = target;
    }

    /** Has this run each time the deadlines of an instant were taken. */
    public void afterDeadlines(Runnable look) {
        afterDeadlines = look;
    }

    /**
     * Evaluates a rule on the observation that the device has just taken, of several metrics.
     *
     * @param index which of the rules
     */
    public void evaluate(int index) {
        CompiledRule rule = rules[index];
        for (int metric : rule.metrics) {
            if (device.observes(metric)) {
                evaluate(rule, device.rules[index], metric, rule.ownMetric >= 0 && device.observes(rule.ownMetric));
                return;
            }
        }
    }

    /**
     * The same on an observation of one metric.
     *
     * @param metric the place of the metric
     */
    public void evaluate(int index, int metric) {
        evaluate(rules[index], device.rules[index], metric, metric == rules[index].ownMetric);
    }

    private void evaluate(CompiledRule rule, RuleState state, int metric, boolean isOwn) {
        state.lastMetric = metric;
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

    /**
     * A metric was heard by a reading that is not evaluated, a late or a repeated one.
     *
     * @param index a rule that waits for it
     * @param time when, as near as its arrival tells
     */
    public void hear(int index, long time) {
        CompiledRule rule = rules[index];
        RuleState state = device.rules[index];
        boolean ended = false;
        int gravest = RuleState.NO_ALARM;
        for (int i = 0; i < rule.entries.length; i++) {
            CompiledEntry entry = rule.entries[i];
            EntryState now = state.entries[i];
            ended |= now.hear(entry, device, time);
            if (now.holds && entry.severity > gravest) {
                gravest = entry.severity;
            }
        }
        if (ended) {
            settle(rule, state, gravest, time, "heard");
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
            afterDeadlines.run();
        }
    }

    private void takeDeadline(CompiledRule rule, RuleState state, long deadline) {
        boolean clears = state.clearingSince != Microseconds.NONE && state.clearingSince + rule.clearFor == deadline;
        int reached = RuleState.NO_ALARM;
        String kind = null;
        int gravest = RuleState.NO_ALARM;
        for (int i = 0; i < rule.entries.length; i++) {
            CompiledEntry entry = rule.entries[i];
            EntryState now = state.entries[i];
            String word = now.reach(entry, deadline);
            if (word != null && entry.severity > reached) {
                reached = entry.severity;
                kind = word;
            }
            if (now.holds && entry.severity > gravest) {
                gravest = entry.severity;
            }
        }
        if (kind != null) {
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
                long at = state.takesPlace(time);
                Narrator narrator = new Narrator(metrics, device, rule, state, at, deadline);
                if (state.severity == RuleState.NO_ALARM) {
                    state.raise(at);
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

    /** The device is forgotten, and all its alarms end. */
    public void forget(long time) {
        for (int i = 0; i < rules.length; i++) {
            RuleState state = device.rules[i];
            if (state.severity != RuleState.NO_ALARM) {
                clear(rules[i], state, time, "forgotten");
            }
        }
    }

    private void clear(CompiledRule rule, RuleState state, long time, @Nullable String deadline) {
        new Narrator(metrics, device, rule, state, state.takesPlace(time), deadline).cleared(target);
        state.severity = RuleState.NO_ALARM;
        state.raisedAt = Microseconds.NONE;
        state.clearingSince = Microseconds.NONE;
    }
}
