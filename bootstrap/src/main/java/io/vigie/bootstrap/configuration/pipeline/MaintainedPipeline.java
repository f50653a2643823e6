package io.vigie.bootstrap.configuration.pipeline;

import io.vigie.application.plan.MaintenancePlan;
import io.vigie.application.plan.PipelinePlan;

/**
 * A pipeline and how its tables are kept in shape.
 *
 * @param pipeline the pipeline
 * @param maintenance what its file says of it
 */
public record MaintainedPipeline(PipelinePlan pipeline, MaintenancePlan maintenance) {}
