package io.vigie.application.plan;

/** Where an output goes. Paths are absolute, or URIs of any file system the engine knows. */
public sealed interface SinkPlan {

    /**
     * A Delta table, exactly once.
     *
     * @param path where it lies
     */
    record DeltaTable(String path) implements SinkPlan {}
}
