package io.vigie.bootstrap.command;

import io.vigie.application.plan.PipelinePlan;

/** Runs pipelines. It is looked up when a pipeline is to run, so that no other verb waits for its engine to load. */
@FunctionalInterface
public interface PipelineRunner {

    /**
     * Runs the pipeline until its trigger is exhausted, a signal stops it, or an error does.
     *
     * @return {@link ExitStatus#DONE}, or another status once the error was told
     * @throws io.vigie.application.port.out.PipelineRefused when it must not start, for the command line to tell
     * @throws io.vigie.application.port.out.PipelineFailed when it stopped on an error, for the command line to tell
     */
    int run(PipelinePlan plan);
}
