/**
 * What a pipeline is, as plain data: adapters turn it into an engine's own terms. Begin at {@link
 * io.vigie.application.plan.PipelinePlan}.
 */
@NullMarked
package io.vigie.application.plan;

import org.jspecify.annotations.NullMarked;
