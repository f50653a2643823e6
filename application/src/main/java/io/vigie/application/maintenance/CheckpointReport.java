package io.vigie.application.maintenance;

import io.vavr.control.Option;

/**
 * What is to be said of a pipeline's checkpoint.
 *
 * @param location where it lies
 * @param figures how it stands; none where there is none
 * @param fate what became of it
 */
public record CheckpointReport(String location, Option<CheckpointFigures> figures, Fate fate) {

    /** What may become of a checkpoint. */
    public enum Fate {
        /** The pipeline goes on with it, or may. */
        KEPT,
        /** The pipeline counts as gone; nobody asked for its checkpoint to be deleted. */
        EXPIRED,
        /** The pipeline counts as gone, and its checkpoint is deleted; in a rehearsal, would be. */
        DELETED
    }
}
