package io.vigie.application.port.out;

/** A pipeline that an engine runs. */
public interface EngineRun {

    /**
     * Waits until its trigger is exhausted or somebody stops it.
     *
     * @throws PipelineFailed when it stops on an error
     * @throws SourceChanged when it stops as its source is to be opened again
     * @throws InterruptedException when the waiting thread is interrupted; the pipeline goes on
     */
    void awaitEnd() throws InterruptedException;

    /** Stops it. The batch under way is finished, or left whole to be repeated by the next start. */
    void stop();

    /** How it fares now; also after its end. */
    PipelineHealth health();
}
