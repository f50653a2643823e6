package io.vigie.bootstrap.operation;

import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.pipeline.RunPipeline;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.TelemetryEngine;

/** Runs a pipeline in this process until it ends, and shows how it fares. */
public final class PipelineOperator {

    private PipelineOperator() {}

    /**
     * Runs the pipeline until its trigger is exhausted, a signal stops it, or an error does.
     *
     * @param rules gives the rules that a pipeline which goes on shall have, whenever they are asked for
     * @param engine runs it, and is closed at the end
     * @param afterwards looks at what it left, before the engine is closed
     * @return whether it ended by itself; else whoever waited for it was interrupted
     * @throws PipelineRefused when it must not start
     * @throws io.vigie.application.port.out.PipelineFailed when it stops on an error
     */
    public static boolean run(PipelinePlan plan, LoadRules rules, TelemetryEngine engine, Runnable afterwards) {
        try {
            return runWithConnectors(plan, rules, engine, afterwards);
        } catch (RuntimeException | LinkageError e) {
            for (PipelineRefused refused : MissingConnector.in(e)) {
                throw refused;
            }
            throw e;
        }
    }

    private static boolean runWithConnectors(
            PipelinePlan plan, LoadRules rules, TelemetryEngine engine, Runnable afterwards) {
        RunPipeline pipelines = new PipelineOperation(engine);
        StatusLine status = StatusLine.of(plan, System.err);
        try (Farewell farewell = Farewell.prepare(status);
                Watchers watchers = Watchers.of(plan, status);
                engine) {
            try {
                RunningPipeline pipeline = pipelines.start(plan, rules, status);
                watchers.watch(pipeline);
                farewell.started(pipeline);
                pipeline.awaitEnd();
            } finally {
                status.end();
            }
            farewell.say();
            afterwards.run();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
