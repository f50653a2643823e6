package io.vigie.application.maintenance;

import io.vavr.control.Option;
import io.vigie.application.port.out.PipelineFailed;

/** What can be done to a table while others read and write it. */
public interface TableCare {

    /**
     * How it stands; none where there is no table yet.
     *
     * @throws PipelineFailed when it cannot be looked at
     */
    Option<TableFigures> look(MaintainedTable table);

    /**
     * Finds out what a step would come to, and changes nothing.
     *
     * @throws PipelineFailed when that cannot be found out
     */
    Effect rehearse(MaintainedTable table, TableStep step);

    /**
     * Does it. What another writer keeps it from is tried again, a bounded number of times.
     *
     * @throws PipelineFailed when it cannot be done; the table is then as it was, or as it will be
     */
    Effect perform(MaintainedTable table, TableStep step);
}
