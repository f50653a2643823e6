/** Simulated telemetry as files. */
@NullMarked
package io.vigie.bootstrap.simulation;

import org.jspecify.annotations.NullMarked;
