package io.vigie.adapters.delta;

import io.vigie.application.maintenance.MaintainedTable;
import org.apache.spark.sql.SparkSession;

/**
 * A table that is cared for.
 *
 * @param text what people call it
 * @param identifier what SQL calls it
 * @param location the path that its log lies below
 */
record CaredTable(String text, String identifier, String location) {

    /** One that is there. */
    static CaredTable of(SparkSession session, MaintainedTable maintained) {
        TableReference table = TableReference.of(maintained.table().table());
        return new CaredTable(table.text(), table.identifier(), table.location(session));
    }
}
