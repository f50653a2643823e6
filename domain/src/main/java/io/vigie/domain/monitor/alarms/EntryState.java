package io.vigie.domain.monitor.alarms;

import io.vigie.domain.monitor.compiled.CompiledEntry;
import io.vigie.domain.reading.Microseconds;

/**
 * Where one entry of a rule stands for one device, and what its readings and deadlines make of that.
 *
 * <p>Whether it is <i>met</i> hangs on its trigger. <i>true</i> is a reading on which {@code when} is true, <i>else</i>
 * one on which it is false or undefined; what is not drawn changes nothing, and every t is that of a reading:
 * <pre>{@code
 * when             [not met] ---true--> [met]
 *                      ^                  |
 *                      +-------else-------+
 *
 * when, for: d                                 --true, at t + d or later; the deadline t + d-->
 *                  [no run] --true, at t--> [running since t]                      [met, running since t]
 *                      ^                       |     <----------true, yet before t + d-------------------   |
 *                      +---------else----------+                                                          |
 *                      +----------------------------------------else--------------------------------------+
 *                  A d of 0 is met by the first true. A true comes before t + d and after the deadline where the clock
 *                  was ahead of the reading; one that passes no limit of its metric's rules is not looked at even so.
 *
 * when, times: n   A true is added to the latest n, an else takes them all away: n of them are [met], fewer [not met].
 *
 * when, times: n   A true is added to the latest n, an else takes none away. After either, n of them of which the
 *   within: d      first is later than d ago are [met], else [not met].
 *
 * silent: d                                       --the deadline t + d-->
 *                  [never heard] --heard, at t--> [heard at t]           [met]
 *                                                   <--heard, at a new t--
 *                  Heard again before its deadline, it is heard at a new t. Heard is a reading of the rule's own metric.
 * }</pre>
 *
 * <p>Whether it <i>holds</i> hangs on that and on {@code until}:
 * <pre>{@code
 *                          a reading: met, or until is there and is not true
 *                                             +---+
 *    a reading, a deadline: met               |   v
 * [does not hold] -------------------------> [holds]
 *        ^                                      |
 *        +--------------------------------------+
 *          a reading: not met, and until is true or there is none
 * }</pre>
 *
 * <p>So {@code until} is asked on readings alone, and only where the entry has held and is not met.
 */
public final class EntryState {

    /** Whether the trigger is met. */
    public boolean met;

    /** Whether the entry holds: its trigger is met, or was and {@code until} has not ended it. */
    public boolean holds;

    /** Whether it held before the reading or deadline that was looked at last. */
    boolean held;

    /**
     * For {@code for} the first reading of the present run, for {@code silent} the last reading; {@link
     * Microseconds#NONE} where there is none.
     */
    public long since = Microseconds.NONE;

    /** The metric and value of a run's first reading. */
    public int firstMetric;

    public double firstValue;

    /** The readings that count towards {@code times}. */
    public final Occurrences occurrences;

    public EntryState(int times) {
        occurrences = new Occurrences(times);
    }

    boolean isIdle() {
        return !met && !holds && since == Microseconds.NONE && occurrences.size() == 0;
    }

    /**
     * A reading has come.
     *
     * @param entry what this is the state of
     * @param device the device, which has taken the reading
     * @param metric the place of the reading's metric
     * @param isOwn whether that is the rule's own metric
     */
    void read(CompiledEntry entry, AlarmState device, int metric, boolean isOwn) {
        held = holds;
        met = isMet(entry, device, metric, isOwn);
        holds = met || (held && !entry.isEnded(device));
    }

    private boolean isMet(CompiledEntry entry, AlarmState device, int metric, boolean isOwn) {
        return switch (entry.kind) {
            case IMMEDIATELY -> entry.isTrue(device);
            case HELD_FOR -> isHeld(entry, device, metric);
            case REPEATED -> isRepeated(entry, device, metric);
            case REPEATED_WITHIN -> isRepeatedWithin(entry, device, metric);
            case SILENT -> isOwn ? isHeardAgain(entry, device) : met;
        };
    }

    private boolean isHeld(CompiledEntry entry, AlarmState device, int metric) {
        if (!entry.isTrue(device)) {
            since = Microseconds.NONE;
            return false;
        }
        if (since == Microseconds.NONE) {
            since = device.now;
            firstMetric = metric;
            firstValue = device.metrics[metric].latest;
            device.expect(since + entry.duration);
        }
        return device.now - since >= entry.duration;
    }

    private boolean isRepeated(CompiledEntry entry, AlarmState device, int metric) {
        if (entry.isTrue(device)) {
            occurrences.add(device.now, metric, device.metrics[metric].latest);
        } else {
            occurrences.clear();
        }
        return occurrences.isFull();
    }

    private boolean isRepeatedWithin(CompiledEntry entry, AlarmState device, int metric) {
        if (entry.isTrue(device)) {
            occurrences.add(device.now, metric, device.metrics[metric].latest);
        }
        return occurrences.isFull() && occurrences.timeAt(0) > device.now - entry.duration;
    }

    /** A reading ends a silence, and a new one may begin with it. */
    private boolean isHeardAgain(CompiledEntry entry, AlarmState device) {
        since = device.now;
        device.expect(since + entry.duration);
        return false;
    }

    /**
     * The deadlines of an instant are taken; true where one of them is its own.
     *
     * @param entry what this is the state of
     */
    boolean reach(CompiledEntry entry, long deadline) {
        held = holds;
        if (deadline(entry) != deadline) {
            return false;
        }
        met = true;
        holds = true;
        return true;
    }

    /** The deadline that it has reached; {@link Microseconds#NONE} where there is none. */
    long reached(CompiledEntry entry) {
        return met && since != Microseconds.NONE ? since + entry.duration : Microseconds.NONE;
    }

    /** The deadline it is running towards; the end of time where there is none. */
    long deadline(CompiledEntry entry) {
        if (met || since == Microseconds.NONE) {
            return Microseconds.NEVER;
        }
        return since + entry.duration;
    }
}
