package io.vigie.domain.monitor;

/** Where one entry of a rule stands for one device. */
final class EntryState {

    /** Whether the trigger is met. */
    boolean met;

    /** Whether the entry holds: its trigger is met, or was and {@code until} has not ended it. */
    boolean holds;

    /** Whether it held before the reading or deadline that was looked at last. */
    boolean held;

    /**
     * For {@code for} the first reading of the present run, for {@code silent} the last reading; {@link
     * Microseconds#NONE} where there is none.
     */
    long since = Microseconds.NONE;

    /** The metric and value of a run's first reading. */
    int firstMetric;

    double firstValue;

    /** The readings that count towards {@code times}. */
    final Occurrences occurrences;

    EntryState(int times) {
        occurrences = new Occurrences(times);
    }

    boolean isIdle() {
        return !met && !holds && since == Microseconds.NONE && occurrences.size() == 0;
    }
}
