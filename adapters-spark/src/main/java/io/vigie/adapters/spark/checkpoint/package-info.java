/** Files in checkpoints, as all that keep something there write them: begin at {@link io.vigie.adapters.spark.checkpoint.WholeFile}. */
@NullMarked
package io.vigie.adapters.spark.checkpoint;

import org.jspecify.annotations.NullMarked;
