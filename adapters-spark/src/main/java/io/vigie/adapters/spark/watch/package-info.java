/**
 * How a pipeline's query fares: what Spark measures, and whether it moves. Begin at
 * {@link io.vigie.adapters.spark.watch.QueryWatch}.
 */
@NullMarked
package io.vigie.adapters.spark.watch;

import org.jspecify.annotations.NullMarked;
