/**
 * The stream that brings the pipeline's clock to every partition. Begin at
 * {@link io.vigie.adapters.spark.clock.ClockStream}.
 */
@NullMarked
package io.vigie.adapters.spark.clock;

import org.jspecify.annotations.NullMarked;
