package io.vigie.bootstrap.command;

import io.vigie.application.maintenance.MaintenanceOrder;
import io.vigie.application.plan.PipelinePlan;
import java.io.PrintWriter;

/** Keeps the tables of pipelines in shape. It is looked up when that is asked for, as what it works with loads slowly. */
@FunctionalInterface
public interface TableMaintainer {

    /**
     * Maintains the tables and tells what was done.
     *
     * @param pipeline the pipeline, for how its tables are reached
     * @return {@link ExitStatus#DONE}, or {@link ExitStatus#STOPPED} when something could not be done, which is told
     * @throws io.vigie.application.port.out.PipelineRefused when nothing can be done as things are
     * @throws io.vigie.application.port.out.PipelineFailed when it stopped on an error, for the command line to tell
     */
    int maintain(PipelinePlan pipeline, MaintenanceOrder order, PrintWriter out);
}
