/** Simulated telemetry as files, and the demo's rules over the demo's fleet. */
@NullMarked
package io.vigie.bootstrap.simulation;

import org.jspecify.annotations.NullMarked;
