/**
 * The engine on Spark Structured Streaming: turns a pipeline plan into one streaming query, and holds the SPI by which the
 * other adapters bring their sources and sinks. Begin at {@link io.vigie.adapters.spark.SparkTelemetryEngine}. Spark itself
 * is the embedder's own: this module is compiled against it and does not bring it.
 */
@NullMarked
package io.vigie.adapters.spark;

import org.jspecify.annotations.NullMarked;
