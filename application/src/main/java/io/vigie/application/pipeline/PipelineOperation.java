package io.vigie.application.pipeline;

import io.vigie.application.measurement.Meters;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.EngineRun;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.TelemetryEngine;

/** Has an engine run a pipeline, and conducts it: in batches by {@link BatchProcedure}, or without. */
public final class PipelineOperation implements RunPipeline {

    private final TelemetryEngine engine;

    /** Operation on this engine. */
    public PipelineOperation(TelemetryEngine engine) {
        this.engine = engine;
    }

    @Override
    public RunningPipeline start(PipelinePlan plan, LoadRules rules, PipelineObserver observer) {
        Meters meters = new Meters();
        PipelineMeters numbers = new PipelineMeters(meters, engine::now);
        return new StartedPipeline(
                () -> open(plan, rules, observer, meters, numbers), meters, observer, engine::nanoTime);
    }

    private EngineRun open(
            PipelinePlan plan, LoadRules rules, PipelineObserver observer, Meters meters, PipelineMeters numbers) {
        EnginePipeline pipeline = engine.open(plan);
        try {
            return plan.trigger() instanceof TriggerPlan.Continuous continuous
                    ? pipeline.startContinuously(
                            continuous.interval(), meters, new ContinuousReports(numbers, observer))
                    : pipeline.start(
                            BatchProcedure.of(plan, rules, observer, engine, pipeline, meters, numbers)
                                    .conduct(),
                            meters);
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }
}
