package io.vigie.application.maintenance;

import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;

/**
 * A table that a pipeline writes.
 *
 * @param output what it holds
 * @param table which one
 */
public record MaintainedTable(Output output, SinkPlan.DeltaTable table) {

    /** What people call it. */
    public String text() {
        return table.table().text();
    }
}
