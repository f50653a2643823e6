/**
 * What the stages of a query hand each other: chunks, sealed by kind, each one array of bytes on Spark's wire. Begin at
 * {@link io.vigie.adapters.spark.rows.Chunk}; {@link io.vigie.adapters.spark.rows.Pack} is what goes to a device's state.
 */
@NullMarked
package io.vigie.adapters.spark.rows;

import org.jspecify.annotations.NullMarked;
