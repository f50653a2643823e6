/**
 * Pipelines, and their rules while somebody edits them: begin at {@link
 * io.vigie.bootstrap.configuration.pipeline.PipelineReader}.
 */
@NullMarked
package io.vigie.bootstrap.configuration.pipeline;

import org.jspecify.annotations.NullMarked;
