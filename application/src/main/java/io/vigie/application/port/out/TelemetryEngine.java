package io.vigie.application.port.out;

import io.vigie.application.plan.PipelinePlan;

/** Runs pipelines. */
public interface TelemetryEngine {

    /**
     * Starts a pipeline; it then runs by itself.
     *
     * @param plan what to run
     * @param observer is told of each batch that is done, on the engine's own threads
     * @throws PipelineRefused when it must not start: nothing has been read or written then
     */
    RunningPipeline start(PipelinePlan plan, PipelineObserver observer);
}
