package io.vigie.application.port.out;

import io.vavr.collection.Seq;
import io.vigie.application.pipeline.Measurement;

/** A pipeline that has been started. */
public interface RunningPipeline {

    /**
     * Waits until its trigger is exhausted or somebody stops it.
     *
     * @throws PipelineFailed when it stops on an error
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
