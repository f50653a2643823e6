/**
 * What becomes of each micro-batch: its outputs, in their order, and its tally. Begin at
 * {@link io.vigie.adapters.spark.batches.BatchWriter}.
 */
@NullMarked
package io.vigie.adapters.spark.batches;

import org.jspecify.annotations.NullMarked;
