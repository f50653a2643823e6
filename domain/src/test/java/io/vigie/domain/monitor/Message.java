package io.vigie.domain.monitor;

import io.vigie.domain.reading.Microseconds;
import java.util.List;

/** A message of a device: when it arrived, in microseconds, and its readings. */
record Message(long arrival, List<Sent> readings) {

    /** One reading that arrives when it was measured. */
    static Message of(Sent reading) {
        return new Message(reading.time(), List.of(reading));
    }

    @Override
    public String toString() {
        return "at " + Scenario.sinceStart(Microseconds.instant(arrival)) + " " + readings;
    }
}
