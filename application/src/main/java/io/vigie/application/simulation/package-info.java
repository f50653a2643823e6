/**
 * A fleet of devices that measure, drift, stick, fall silent and stammer, the same for the same seed, with labels that
 * say afterwards what went wrong. Begin at {@link io.vigie.application.simulation.SimulateFleet}, the port, and {@link
 * io.vigie.application.simulation.FleetSimulation}, which does it; messages leave by {@link
 * io.vigie.application.simulation.WriteTelemetry}.
 */
@NullMarked
package io.vigie.application.simulation;

import org.jspecify.annotations.NullMarked;
