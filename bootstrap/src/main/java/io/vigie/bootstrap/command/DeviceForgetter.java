package io.vigie.bootstrap.command;

import io.vavr.collection.Seq;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.domain.reading.DeviceId;
import java.io.PrintWriter;

/** Has pipelines forget devices. It is looked up when that is asked for, as what it works with loads slowly. */
@FunctionalInterface
public interface DeviceForgetter {

    /**
     * Leaves word for the pipeline, and tells when it will be taken.
     *
     * @return {@link ExitStatus#DONE}
     * @throws io.vigie.application.port.out.PipelineRefused when the pipeline remembers no device
     * @throws io.vigie.application.port.out.PipelineFailed when the word cannot be left
     */
    int forget(PipelinePlan pipeline, Seq<DeviceId> devices, PrintWriter out);
}
