package io.vigie.domain.monitor;

import io.vavr.control.Option;
import io.vigie.domain.text.DurationRange;
import java.io.Serializable;
import java.time.Duration;

/**
 * How much is remembered at most, and for how long, so that names which senders invent end in rejections and not in
 * memory or disk. Both numbers are at least 1.
 *
 * @param metricsPerDevice how many metrics something is kept of for a device: those that a rule reads, and those that
 *     windows are of, while they are open to the device's readings (of sessions for good). Readings of further ones are
 *     surplus
 * @param devices how many devices are remembered before the readings of further ones are surplus
 * @param forgetAfter how long after its last event time a device is forgotten; none where it never is
 */
public record FleetLimits(int metricsPerDevice, int devices, Option<Duration> forgetAfter) implements Serializable {

    /** After how long devices may be forgotten. */
    public static final DurationRange FORGETTING = new DurationRange(Duration.ofSeconds(1), Duration.ofDays(366 * 100));

    /** Ten thousand metrics a device, a million devices. */
    public static final FleetLimits DEFAULT = new FleetLimits(10_000, 1_000_000);

    /** Whatever comes is remembered: for telemetry that was bounded when it was taken. */
    public static final FleetLimits NONE = new FleetLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** @throws IllegalArgumentException when a number is below 1, or the time is out of {@link #FORGETTING} */
    public FleetLimits {
        if (metricsPerDevice < 1 || devices < 1) {
            throw new IllegalArgumentException("A limit of a fleet is at least 1.");
        }
        if (forgetAfter.exists(time -> !FORGETTING.contains(time))) {
            throw new IllegalArgumentException("Devices are forgotten after " + FORGETTING + ".");
        }
    }

    /** Where devices are never forgotten. */
    public FleetLimits(int metricsPerDevice, int devices) {
        this(metricsPerDevice, devices, Option.none());
    }

    /** The same, where devices are forgotten after so long. */
    public FleetLimits forgettingAfter(Option<Duration> time) {
        return new FleetLimits(metricsPerDevice, devices, time);
    }
}
