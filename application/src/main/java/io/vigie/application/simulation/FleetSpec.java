package io.vigie.application.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A fleet to simulate. Equal specs give equal bytes, on every machine.
 *
 * @param devices how many devices, 1 to {@value #MAX_DEVICES}
 * @param readings how many messages in all, good and bad
 * @param seed what chance starts from
 * @param start the event time to start from, in whole milliseconds, in the years 1970 to 2199
 * @param interval how often a device measures, give or take a tenth; 10 ms to 1 day
 * @param malformedShare the share of bad messages, 0 to 1; there are exactly {@code round(readings * malformedShare)}
 * @param delayedShare how likely a reading is to be delivered later than measured, 0 to 1
 * @param maxDelay how much later at most, so that within a device event times go back by less than this; up to 1 day
 * @param faults what goes wrong with the devices
 */
public record FleetSpec(
        int devices,
        long readings,
        long seed,
        Instant start,
        Duration interval,
        double malformedShare,
        double delayedShare,
        Duration maxDelay,
        FaultPlan faults) {

    /** The most devices a fleet may have. */
    public static final int MAX_DEVICES = 1_000_000;

    /** The most messages a simulation writes. */
    public static final long MAX_READINGS = 1_000_000_000_000L;

    private static final Instant LAST_START = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration DAY = Duration.ofDays(1);

    /** @throws IllegalArgumentException when a value is beyond its range; the message says which and what is allowed */
    public FleetSpec {
        require(
                devices >= 1 && devices <= MAX_DEVICES,
                "A fleet has 1 to " + MAX_DEVICES + " devices, not " + devices + ".");
        require(
                readings >= 0 && readings <= MAX_READINGS,
                "A simulation writes 0 to " + MAX_READINGS + " readings, not " + readings + ".");
        require(
                !start.isBefore(Instant.EPOCH)
                        && start.isBefore(LAST_START)
                        && start.equals(start.truncatedTo(ChronoUnit.MILLIS)),
                "A simulation starts in the years 1970 to 2199, at a whole millisecond, not at " + start + ".");
        require(
                interval.compareTo(SHORTEST_INTERVAL) >= 0 && interval.compareTo(DAY) <= 0,
                "A device measures every 10 ms to 1 day, not every " + interval + ".");
        requireShare("malformed messages", malformedShare);
        requireShare("delayed readings", delayedShare);
        require(
                !maxDelay.isNegative() && maxDelay.compareTo(DAY) <= 0,
                "A reading is delayed by up to 1 day, not by " + maxDelay + ".");
    }

    /**
     * A fleet that measures every 10 seconds from the start of 2026, with faults at random, 1% bad messages, and 2% of
     * the readings delayed by less than 10 seconds.
     */
    public static FleetSpec of(int devices, long readings, long seed) {
        return new FleetSpec(
                devices,
                readings,
                seed,
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofSeconds(10),
                0.01,
                0.02,
                Duration.ofSeconds(10),
                new FaultPlan.AtRandom());
    }

    /** The fleet of the demo: forty devices for a day and a half, with the faults that its rules find. */
    public static FleetSpec demo() {
        return DemoFleet.SPEC;
    }

    /** The same fleet from another time on. */
    public FleetSpec withStart(Instant from) {
        return new FleetSpec(devices, readings, seed, from, interval, malformedShare, delayedShare, maxDelay, faults);
    }

    /** The same fleet, measuring at another interval. */
    public FleetSpec withInterval(Duration between) {
        return new FleetSpec(devices, readings, seed, start, between, malformedShare, delayedShare, maxDelay, faults);
    }

    /** The same fleet with another share of bad messages. */
    public FleetSpec withMalformedShare(double share) {
        return new FleetSpec(devices, readings, seed, start, interval, share, delayedShare, maxDelay, faults);
    }

    /** The same fleet with other faults. */
    public FleetSpec withFaults(FaultPlan plan) {
        return new FleetSpec(devices, readings, seed, start, interval, malformedShare, delayedShare, maxDelay, plan);
    }

    /** How many of the messages are bad. */
    public long badMessages() {
        return Math.round(readings * malformedShare);
    }

    private static void requireShare(String what, double share) {
        require(share >= 0 && share <= 1, "The share of " + what + " is 0 to 1, not " + share + ".");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
