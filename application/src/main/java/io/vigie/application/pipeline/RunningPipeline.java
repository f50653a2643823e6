package io.vigie.application.pipeline;

import io.vavr.collection.Seq;
import io.vigie.application.measurement.Measurement;
import io.vigie.application.port.out.PipelineHealth;

/** A pipeline that has been started. */
public interface RunningPipeline {

    /**
     * Waits until its trigger is exhausted or somebody stops it. Where its source has changed, as a table that has got a
     * column, whoever waits opens it again, and it goes on where it was.
     *
     * @throws io.vigie.application.port.out.PipelineFailed when it stops on an error
     * @throws InterruptedException when the waiting thread is interrupted; the pipeline goes on
     */
    void awaitEnd() throws InterruptedException;

    /** Stops it. The batch under way is finished, or left whole to be repeated by the next start. */
    void stop();

    /** How it fares now; also after its end. */
    PipelineHealth health();

    /** What there is to measure of it now, in no particular order; also after its end. */
    Seq<Measurement> measurements();
}
