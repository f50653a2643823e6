package io.vigie.adapters.delta;

import io.vigie.application.plan.SinkPlan;

/**
 * How statements name a table.
 *
 * @param statement its name in SQL
 * @param told what people call it
 */
record TableAddress(String statement, String told) {

    static TableAddress of(SinkPlan.DeltaTable table) {
        return new TableAddress("delta.`" + table.path().replace("`", "``") + "`", table.path());
    }
}
