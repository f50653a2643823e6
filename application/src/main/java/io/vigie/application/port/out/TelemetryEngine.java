package io.vigie.application.port.out;

import io.vigie.application.plan.PipelinePlan;
import java.time.Instant;

/** What moves messages through a pipeline's stages and keeps the state of its devices; the application says when and by what. */
public interface TelemetryEngine extends AutoCloseable {

    /**
     * Opens a pipeline: finds its source and its sinks, and holds them against its checkpoint. Nothing is read or written.
     *
     * @throws PipelineRefused when it must not start
     */
    EnginePipeline open(PipelinePlan plan);

    /** The time of day. */
    Instant now();

    /** Nanoseconds that never go back, to tell how much time passes. */
    long nanoTime();

    /** Gives back what it was made to run in; nothing where that is another's. */
    @Override
    default void close() {}
}
