package io.vigie.application.ruletest;

import io.vigie.application.history.ArrivedReading;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** In which order the readings of a rule test arrive. */
public enum ArrivalOrder {
    /** By the times of their arrival, which without other word are their event times; ties as written. */
    TIME,
    /** As the file has them: one series after the other, whatever their times. */
    WRITTEN;

    /** The word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Brings readings, given as written, into this order. */
    void arrange(List<ArrivedReading> readings) {
        if (this == TIME) {
            readings.sort(Comparator.comparing(ArrivedReading::arrival));
        }
    }
}
