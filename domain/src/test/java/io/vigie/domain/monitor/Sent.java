package io.vigie.domain.monitor;

import io.vigie.domain.reading.Microseconds;

/** A reading as a device sends it: when it was measured, in microseconds, and what. */
record Sent(long time, String metric, double value) {

    @Override
    public String toString() {
        return Scenario.sinceStart(Microseconds.instant(time)) + " " + metric + " " + value;
    }
}
