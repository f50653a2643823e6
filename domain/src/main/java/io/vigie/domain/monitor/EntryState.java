package io.vigie.domain.monitor;

import java.util.Arrays;

/** Where one entry of a rule stands for one device. */
final class EntryState {

    /** Whether the trigger is met. */
    boolean met;

    /** Whether the entry holds: its trigger is met, or was and {@code until} has not ended it. */
    boolean holds;

    /** Whether it held before the reading or deadline that was looked at last. */
    boolean held;

    /** The first reading of the present run, for {@code for}; {@link Microseconds#NONE} outside a run. */
    long since = Microseconds.NONE;

    /** The metric and value of that reading. */
    int firstMetric;

    double firstValue;

    /** The true evaluations in a row, for {@code times}; counted no further than the rule asks. */
    int count;

    /** The times of the latest true evaluations, for {@code within}: a ring whose oldest is at {@link #next}. */
    final long[] recent;

    int next;

    EntryState(int remembered) {
        recent = new long[remembered];
        Arrays.fill(recent, Microseconds.NONE);
    }

    boolean isIdle() {
        return !met
                && !holds
                && since == Microseconds.NONE
                && count == 0
                && (recent.length == 0 || latest() == Microseconds.NONE);
    }

    void remember(long time) {
        recent[next] = time;
        next = next + 1 == recent.length ? 0 : next + 1;
    }

    /** The oldest of the remembered times: with n remembered, the n-th latest true evaluation. */
    long oldest() {
        return recent[next];
    }

    /** The time of the latest true evaluation. */
    long latest() {
        return recent[next == 0 ? recent.length - 1 : next - 1];
    }
}
