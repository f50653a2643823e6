/**
 * Continuous processing: message by message, without state. Begin at
 * {@link io.vigie.adapters.spark.continuous.ContinuousPipeline}.
 */
@NullMarked
package io.vigie.adapters.spark.continuous;

import org.jspecify.annotations.NullMarked;
