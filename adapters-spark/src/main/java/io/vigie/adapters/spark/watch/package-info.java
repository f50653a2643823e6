/**
 * How a pipeline fares: what it counts and measures, and whether it moves. Begin at
 * {@link io.vigie.adapters.spark.watch.PipelineMeters}.
 */
@NullMarked
package io.vigie.adapters.spark.watch;

import org.jspecify.annotations.NullMarked;
