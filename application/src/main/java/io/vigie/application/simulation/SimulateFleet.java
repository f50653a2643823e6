package io.vigie.application.simulation;

/** Writes the telemetry of a fleet that does not exist, with labels for all that goes wrong in it. */
public interface SimulateFleet {

    /**
     * Writes exactly as many messages as the fleet's spec says, the same bytes for the same spec on every machine.
     *
     * @throws IllegalArgumentException when the spec plans a fault of a device or a metric that the fleet has not
     */
    SimulationSummary simulate(FleetSpec fleet);
}
