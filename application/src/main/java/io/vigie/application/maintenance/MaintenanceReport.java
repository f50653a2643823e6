package io.vigie.application.maintenance;

import io.vavr.collection.Seq;

/**
 * What was done for a pipeline.
 *
 * @param tables what was done to each table, in their order
 * @param checkpoint what is to be said of its checkpoint
 */
public record MaintenanceReport(Seq<TableReport> tables, CheckpointReport checkpoint) {

    /** Whether all could be done that was to be done. */
    public boolean isDone() {
        return tables.forAll(TableReport::isDone);
    }
}
