/**
 * What other adapters plug into the Spark engine: sources of messages, and sinks for rows. Begin at {@link
 * io.vigie.adapters.spark.spi.SparkSource} and {@link io.vigie.adapters.spark.spi.SparkSink}.
 */
@NullMarked
package io.vigie.adapters.spark.spi;

import org.jspecify.annotations.NullMarked;
