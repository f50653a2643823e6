package io.vigie.application.maintenance;

import java.util.function.Consumer;

/** Keeps the tables and the checkpoint of a pipeline in shape, while it runs or while it does not. */
public interface MaintainTables {

    /**
     * Goes through all tables. One that cannot be maintained keeps the others from nothing. What was interrupted is gone
     * on with by doing it again.
     *
     * @param done is told of each table that it is through with
     * @throws io.vigie.application.port.out.PipelineRefused when nothing can be done as things are
     */
    MaintenanceReport maintain(MaintenanceOrder order, Consumer<TableReport> done);
}
