/**
 * What a checkpoint holds beside Spark's own files, whose it is, and who may run on it. Begin at
 * {@link io.vigie.adapters.spark.checkpoint.Checkpoints}; {@link io.vigie.adapters.spark.checkpoint.WholeFile} writes all of
 * it.
 */
@NullMarked
package io.vigie.adapters.spark.checkpoint;

import org.jspecify.annotations.NullMarked;
