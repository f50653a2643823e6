/**
 * What can be measured of a pipeline, and its numbers as they stand. It is one list, that every way of reading it (an
 * engine's own metrics, Prometheus) shows under the same names: begin at {@link io.vigie.application.measurement.Meter}.
 */
@NullMarked
package io.vigie.application.measurement;

import org.jspecify.annotations.NullMarked;
