/**
 * Simulated telemetry as files or to a topic. Begin at {@link io.vigie.bootstrap.simulation.SimulatorOfFleets}.
 */
@NullMarked
package io.vigie.bootstrap.simulation;

import org.jspecify.annotations.NullMarked;
