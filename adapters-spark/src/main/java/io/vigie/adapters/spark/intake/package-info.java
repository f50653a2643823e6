/**
 * From messages to packed readings, before any state. Begin at {@link io.vigie.adapters.spark.intake.MessageStage}.
 */
@NullMarked
package io.vigie.adapters.spark.intake;

import org.jspecify.annotations.NullMarked;
