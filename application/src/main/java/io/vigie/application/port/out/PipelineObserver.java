package io.vigie.application.port.out;

/** Is told how a pipeline fares. */
@FunctionalInterface
public interface PipelineObserver {

    /** Nobody is told. */
    PipelineObserver NOBODY = report -> {};

    /** A batch is written to all sinks. */
    void batchDone(BatchReport report);
}
