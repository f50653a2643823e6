package io.vigie.application.port.out;

import io.vavr.collection.Seq;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;

/** The sinks of a pipeline that runs. */
public interface EngineSinks {

    /**
     * Makes what the sink writes to, where it is not there.
     *
     * @throws PipelineFailed when it cannot be made, naming the sink
     */
    void create(Output output, SinkPlan sink);

    /** Does several things at once, and returns when all are done. When one fails, its failure comes out then. */
    void atOnce(Seq<Runnable> work);
}
