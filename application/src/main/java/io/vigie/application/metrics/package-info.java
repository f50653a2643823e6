/**
 * What can be measured of a running pipeline, and its numbers as they stand: one list, that every way of reading it (an
 * engine's own metrics, Prometheus) shows under the same names.
 */
@NullMarked
package io.vigie.application.metrics;

import org.jspecify.annotations.NullMarked;
