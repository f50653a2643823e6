/**
 * What becomes of each micro-batch: it is run once and kept, counted, and handed to the sinks. Begin at
 * {@link io.vigie.adapters.spark.batches.BatchRunner}.
 */
@NullMarked
package io.vigie.adapters.spark.batches;

import org.jspecify.annotations.NullMarked;
