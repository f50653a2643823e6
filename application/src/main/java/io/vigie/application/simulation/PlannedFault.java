package io.vigie.application.simulation;

import io.vavr.control.Option;
import java.time.Duration;

/**
 * A fault that shall happen.
 *
 * @param device whose, such as {@code boiler-3}
 * @param metric of which of its metrics; none for a silence, which is of the whole device
 * @param kind what happens
 * @param after how long after the fleet's start; it begins with the next reading
 * @param lasting how long it lasts; a spike is over with its one reading
 * @param size how far from normal it takes the value, in the metric's unit and with its sign; a stuck sensor and a
 *     silence have none
 */
public record PlannedFault(
        String device, Option<String> metric, FaultKind kind, Duration after, Duration lasting, double size) {

    /** @throws IllegalArgumentException when a time is negative, or the metric is there or not against the kind */
    public PlannedFault {
        if (after.isNegative() || lasting.isNegative()) {
            throw new IllegalArgumentException("The " + kind.word() + " of " + device + " has a negative time.");
        }
        if (metric.isEmpty() != (kind == FaultKind.SILENCE)) {
            throw new IllegalArgumentException("A silence is of a whole device, any other fault of one metric: see the "
                    + kind.word() + " of " + device + ".");
        }
    }

    /** A fault of one metric. */
    public static PlannedFault of(
            String device, String metric, FaultKind kind, Duration after, Duration lasting, double size) {
        return new PlannedFault(device, Option.some(metric), kind, after, lasting, size);
    }

    /** A silence. */
    public static PlannedFault silence(String device, Duration after, Duration lasting) {
        return new PlannedFault(device, Option.none(), FaultKind.SILENCE, after, lasting, 0);
    }
}
