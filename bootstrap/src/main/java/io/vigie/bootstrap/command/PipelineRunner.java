package io.vigie.bootstrap.command;

import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.LoadRules;

/** Runs pipelines. It is looked up when a pipeline is to run, so that no other verb waits for its engine to load. */
@FunctionalInterface
public interface PipelineRunner {

    /**
     * Runs the pipeline until its trigger is exhausted, a signal stops it, or an error does.
     *
     * @param rules gives the rules that a pipeline which goes on shall have, whenever they are asked for
     * @return {@link ExitStatus#DONE}, or another status once the error was told
     * @throws io.vigie.application.port.out.PipelineRefused when it must not start, for the command line to tell
     * @throws io.vigie.application.port.out.PipelineFailed when it stopped on an error, for the command line to tell
     */
    int run(PipelinePlan plan, LoadRules rules);
}
