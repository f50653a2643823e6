package io.vigie.bootstrap.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;

/** Writes telemetry of a made-up fleet with known faults. */
@FunctionalInterface
public interface FleetSimulator {

    /**
     * What to write; the same order gives the same bytes.
     *
     * @param devices how many devices, 1 or more
     * @param readings how many readings of all devices together, 1 or more
     * @param seed what the telemetry is drawn from
     * @param malformedShare which share of the messages is bad, 0 to 1
     * @param start the event time that the telemetry starts at
     * @param directory where its files go
     */
    record Order(int devices, long readings, long seed, double malformedShare, Instant start, Path directory) {}

    /**
     * Writes it.
     *
     * @param out where the results go
     * @return an {@link ExitStatus}
     */
    int simulate(Order order, PrintWriter out);
}
