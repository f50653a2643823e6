package io.vigie.application.pipeline;

import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;

/** Runs pipelines. */
public interface RunPipeline {

    /**
     * Starts a pipeline; it then runs by itself, but that {@link RunningPipeline#awaitEnd} opens it again where its source
     * has changed.
     *
     * @param plan what to run
     * @param rules gives the rules that a pipeline that goes on without end shall have from its next batch on; those of
     *     the plan are the first
     * @param observer is told of each batch that is done, on the engine's own threads
     * @throws io.vigie.application.port.out.PipelineRefused when it must not start: nothing has been read or written then
     */
    RunningPipeline start(PipelinePlan plan, LoadRules rules, PipelineObserver observer);

    /**
     * Starts a pipeline that keeps the rules of its plan.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when it must not start: nothing has been read or written then
     */
    default RunningPipeline start(PipelinePlan plan, PipelineObserver observer) {
        return start(plan, LoadRules.fixed(plan.rules()), observer);
    }
}
