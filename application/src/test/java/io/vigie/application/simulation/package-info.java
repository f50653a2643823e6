/** What the simulation promises, and telemetry kept in memory for tests elsewhere. */
@NullMarked
package io.vigie.application.simulation;

import org.jspecify.annotations.NullMarked;
