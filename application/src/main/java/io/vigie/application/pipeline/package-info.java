/**
 * Running pipelines: what can be measured of one, and its numbers as they stand. It is one list, that every way of reading
 * it (an engine's own metrics, Prometheus) shows under the same names: begin at {@link
 * io.vigie.application.pipeline.Meter}.
 */
@NullMarked
package io.vigie.application.pipeline;

import org.jspecify.annotations.NullMarked;
