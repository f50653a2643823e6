/**
 * Runs a pipeline in this process: the Spark session, the wiring of the adapters, and what an operator sees of it.
 * Begin at {@link io.vigie.bootstrap.pipeline.SparkPipelineRunner}.
 */
@NullMarked
package io.vigie.bootstrap.pipeline;

import org.jspecify.annotations.NullMarked;
