package io.vigie.application.port.out;

/** Is told how a pipeline fares. */
@FunctionalInterface
public interface PipelineObserver {

    /** Nobody is told. */
    PipelineObserver NOBODY = report -> {};

    /** A batch is written to all sinks. One that had no messages, and from which nothing came, is not told of. */
    void batchDone(BatchReport report);
}
