/**
 * Simulated telemetry as files. Begin at {@link io.vigie.bootstrap.simulation.SimulatorOfFleets}.
 */
@NullMarked
package io.vigie.bootstrap.simulation;

import org.jspecify.annotations.NullMarked;
