package io.vigie.adapters.delta;

import io.vigie.application.maintenance.MaintainedTable;

/**
 * A table that is cared for.
 *
 * @param text what people call it
 * @param identifier what SQL calls it
 * @param location the path that its log lies below
 */
record CaredTable(String text, String identifier, String location) {

    static CaredTable of(MaintainedTable maintained) {
        String path = maintained.table().path();
        return new CaredTable(maintained.text(), "delta.`" + path.replace("`", "``") + "`", path);
    }
}
