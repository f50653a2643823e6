/**
 * Which rules and windows the batches of a pipeline were run with, in its checkpoint. Begin at
 * {@link io.vigie.adapters.spark.switching.RulesLog}.
 */
@NullMarked
package io.vigie.adapters.spark.switching;

import org.jspecify.annotations.NullMarked;
