/**
 * The pipeline's clock, and the stream that brings it to every partition. Begin at
 * {@link io.vigie.adapters.spark.clock.PipelineClock}.
 */
@NullMarked
package io.vigie.adapters.spark.clock;

import org.jspecify.annotations.NullMarked;
