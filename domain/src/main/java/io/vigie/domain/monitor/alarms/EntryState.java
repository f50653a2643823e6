package io.vigie.domain.monitor.alarms;

import io.vigie.domain.monitor.compiled.CompiledEntry;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.expression.Truth;
import org.jspecify.annotations.Nullable;

/**
 * Where one entry of a rule stands for one device, and what its readings and deadlines make of that.
 *
 * <p>Whether it is <i>met</i> hangs on its trigger. <i>true</i> is an observation on which {@code when} is true, <i>else</i>
 * one on which it is false or undefined; with {@code undefined: keep} one on which it is undefined is not there at all.
 * What is not drawn changes nothing, and every t is that of an observation:
 * <pre>{@code
 * when             [not met] ---true--> [met]
 *                      ^                  |
 *                      +-------else-------+
 *
 * when, for: d                                 --true, at t + d or later; the deadline t + d-->
 *                  [no run] --true, at t--> [running since t]                      [met, running since t]
 *                      ^                       |                                                          |
 *                      +---------else----------+                                                          |
 *                      +----------------------------------------else--------------------------------------+
 *                  A d of 0 is met by the first true. What the clock has found lasts until the run ends, though a true
 *                  may come that is earlier than t + d.
 *
 * when, times: n   A true is added to the latest n, an else takes them all away: n of them are [met], fewer [not met].
 *
 * when, times: n   A true is added to the latest n, an else takes none away. After either, n of them of which the
 *   within: d      first is later than d ago are [met], else [not met].
 *
 * silent: d                                       --the deadline t + d-->
 *                  [never heard] --heard, at t--> [heard at t]           [met]
 *                                                   <--heard, at a new t--
 *                  Heard is a reading of the rule's own metric; a late or repeated one is heard when it arrived, less
 *                  the device's lag, and never before what was heard last.
 * }</pre>
 *
 * <p>Whether it <i>holds</i> hangs on that and on its ending:
 * <pre>{@code
 *                          an observation: met, or its ending has not come
 *                                             +---+
 *    an observation, a deadline: met          |   v
 * [does not hold] -------------------------> [holds]
 *        ^                                      |
 *        +--------------------------------------+
 *          no ending      an observation: not met
 *          until          an observation: not met, and until is true
 *          until, for: d  an observation: not met, and until has been true since t, d ago or longer;
 *                         the deadline t + d, where it is not met. t is when it began to hold or later.
 *          holds: d       the deadline t + d, where t is the last observation on which it was met
 * }</pre>
 *
 * <p>A late or repeated reading that ends a silence is to it like an observation on which it is not met, but the values that
 * {@code until} reads stay as they are.
 */
public final class EntryState {

    /** Whether the trigger is met. */
    public boolean met;

    /** Whether the entry holds: its trigger is met, or was and its ending has not come. */
    public boolean holds;

    /** Whether it held before the observation or deadline that was looked at last. */
    boolean held;

    /**
     * For {@code for} the first reading of the present run, for {@code silent} the last reading, for {@code holds} the
     * last on which it was met; {@link Microseconds#NONE} where there is none.
     */
    public long since = Microseconds.NONE;

    /** The metric and value of that reading. */
    public int firstMetric;

    public double firstValue;

    /** Whether {@code until} was true on the last observation, for an {@code until} with a {@code for}. */
    public boolean ending;

    /** Since when that has been so without a break while the entry has held; {@link Microseconds#NONE} where it is not. */
    public long endingSince = Microseconds.NONE;

    /** Where a deadline has just ended it, what that counted from: {@link #since} of {@code holds}, else {@link #endingSince}. */
    long ended = Microseconds.NONE;

    /** The readings that count towards {@code times}. */
    public final Occurrences occurrences;

    public EntryState(int times) {
        occurrences = new Occurrences(times);
    }

    boolean isIdle() {
        return !met && !holds && since == Microseconds.NONE && occurrences.size() == 0;
    }

    /**
     * An observation has come.
     *
     * @param entry what this is the state of
     * @param device the device, which has taken the readings
     * @param metric the place of the metric that stands for the observation
     * @param isOwn whether the rule's own metric is among the readings
     */
    void read(CompiledEntry entry, AlarmState device, int metric, boolean isOwn) {
        held = holds;
        ended = Microseconds.NONE;
        int truth = entry.truth(device);
        if (entry.isBlindTo(truth)) {
            return;
        }
        met = isMet(entry, device, truth, metric, isOwn);
        if (entry.untilFor > 0) {
            countEnding(entry, device);
        } else {
            holds = met || (held && !isEnded(entry, device));
        }
        if (entry.keptFor > 0 && met) {
            begins(device, metric);
            device.expect(since + entry.keptFor);
        }
    }

    private boolean isMet(CompiledEntry entry, AlarmState device, int truth, int metric, boolean isOwn) {
        return switch (entry.kind) {
            case IMMEDIATELY -> truth == Truth.TRUE;
            case HELD_FOR -> isHeld(entry, device, truth, metric);
            case REPEATED -> isRepeated(device, truth, metric);
            case REPEATED_WITHIN -> isRepeatedWithin(entry, device, truth, metric);
            case SILENT -> isOwn ? isHeardAgain(entry, device) : met;
        };
    }

    private void begins(AlarmState device, int metric) {
        since = device.now;
        firstMetric = metric;
        firstValue = device.metrics[metric].latest;
    }

    private boolean isHeld(CompiledEntry entry, AlarmState device, int truth, int metric) {
        if (truth != Truth.TRUE) {
            since = Microseconds.NONE;
            return false;
        }
        if (since == Microseconds.NONE) {
            begins(device, metric);
            device.expect(since + entry.duration);
        } else if (met) {
            return true;
        }
        return device.now - since >= entry.duration;
    }

    private boolean isRepeated(AlarmState device, int truth, int metric) {
        if (truth == Truth.TRUE) {
            occurrences.add(device.now, metric, device.metrics[metric].latest);
        } else {
            occurrences.clear();
        }
        return occurrences.isFull();
    }

    private boolean isRepeatedWithin(CompiledEntry entry, AlarmState device, int truth, int metric) {
        if (truth == Truth.TRUE) {
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

    /** Whether its ending comes on an observation on which it is not met. */
    private boolean isEnded(CompiledEntry entry, AlarmState device) {
        if (entry.keptFor > 0) {
            // Held before its rule was edited to have this, it was never met since.
            return since == Microseconds.NONE;
        }
        return entry.endsAtOnce() || entry.isEnding(device);
    }

    /** The same for an {@code until} that is to be true for some time, which is counted while the entry holds. */
    private void countEnding(CompiledEntry entry, AlarmState device) {
        ending = entry.isEnding(device);
        if (!ending || !(held || met)) {
            endingSince = Microseconds.NONE;
        } else if (!held || endingSince == Microseconds.NONE) {
            endingSince = device.now;
        }
        holds = met || (held && !isCounted(entry, device.now));
        if (!holds) {
            endingSince = Microseconds.NONE;
        } else if (!met && endingSince != Microseconds.NONE) {
            device.expect(endingSince + entry.untilFor);
        }
    }

    private boolean isCounted(CompiledEntry entry, long now) {
        return endingSince != Microseconds.NONE && now - endingSince >= entry.untilFor;
    }

    /**
     * The rule's own metric was heard by a reading that is not evaluated.
     *
     * @param time when, as near as its arrival tells
     * @return whether a silence has ended
     */
    boolean hear(CompiledEntry entry, AlarmState device, long time) {
        held = holds;
        ended = Microseconds.NONE;
        if (entry.kind != CompiledEntry.Kind.SILENT) {
            return false;
        }
        since = Math.max(since, time);
        device.expect(since + entry.duration);
        if (!met) {
            return false;
        }
        met = false;
        holds = !entry.endsAtOnce() && !isCounted(entry, time);
        if (!holds) {
            endingSince = Microseconds.NONE;
        } else if (endingSince != Microseconds.NONE) {
            device.expect(endingSince + entry.untilFor);
        }
        return true;
    }

    /**
     * The deadlines of an instant are taken.
     *
     * @param entry what this is the state of
     * @return the word of its own deadline; nothing where there is none at that instant
     */
    @Nullable
    String reach(CompiledEntry entry, long deadline) {
        held = holds;
        ended = Microseconds.NONE;
        String word = null;
        if (triggerDeadline(entry) == deadline) {
            word = entry.kind == CompiledEntry.Kind.SILENT ? "silent" : "for";
            met = true;
            holds = true;
            if (!held) {
                endingSince = ending ? deadline : Microseconds.NONE;
            }
        } else if (endingDeadline(entry) == deadline) {
            if (entry.keptFor > 0) {
                word = "holds";
                ended = since;
                since = Microseconds.NONE;
            } else {
                word = "until";
                ended = endingSince;
            }
            met = false;
            holds = false;
            endingSince = Microseconds.NONE;
        }
        return word;
    }

    /** The deadline it is running towards; the end of time where there is none. */
    long deadline(CompiledEntry entry) {
        return Math.min(triggerDeadline(entry), endingDeadline(entry));
    }

    private long triggerDeadline(CompiledEntry entry) {
        return met || since == Microseconds.NONE || entry.keptFor > 0 ? Microseconds.NEVER : since + entry.duration;
    }

    private long endingDeadline(CompiledEntry entry) {
        if (entry.keptFor > 0) {
            return holds && since != Microseconds.NONE ? since + entry.keptFor : Microseconds.NEVER;
        }
        return holds && !met && endingSince != Microseconds.NONE && entry.untilFor > 0
                ? endingSince + entry.untilFor
                : Microseconds.NEVER;
    }
}
