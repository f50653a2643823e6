/**
 * The stream that moves the pipeline's clock when no reading does, and names devices that are to be forgotten. Begin at
 * {@link io.vigie.adapters.spark.clock.ClockStream}.
 */
@NullMarked
package io.vigie.adapters.spark.clock;

import org.jspecify.annotations.NullMarked;
