package io.vigie.domain.monitor;

import java.time.Duration;

/**
 * How far event time may stray. None is negative.
 *
 * @param outOfOrder how long a device's readings wait for earlier ones of the same device; its watermark is its
 *     largest event time less this
 * @param late how far behind its device's watermark a reading may be before it is rejected too
 * @param future how far ahead of its arrival a reading may be before it is rejected
 */
public record TimePolicy(Duration outOfOrder, Duration late, Duration future) {

    /** Readings are evaluated as they come; an hour late or five minutes ahead is too much. */
    public static final TimePolicy DEFAULT = new TimePolicy(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(5));

    /** @throws IllegalArgumentException when one of them is negative */
    public TimePolicy {
        if (outOfOrder.isNegative() || late.isNegative() || future.isNegative()) {
            throw new IllegalArgumentException("outOfOrder, late and future are not negative.");
        }
    }
}
