/**
 * Running pipelines. Begin at {@link io.vigie.application.pipeline.RunPipeline}, the port, {@link
 * io.vigie.application.pipeline.PipelineOperation}, which does it, and {@link
 * io.vigie.application.pipeline.BatchProcedure}: what is done with each batch, and in which order. An engine moves the
 * messages; here is decided by which rules and windows, what is too bad to be written, where the clock stands, and what is
 * told.
 */
@NullMarked
package io.vigie.application.pipeline;

import org.jspecify.annotations.NullMarked;
