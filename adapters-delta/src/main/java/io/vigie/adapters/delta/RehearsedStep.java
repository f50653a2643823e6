package io.vigie.adapters.delta;

import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.MaintainedTable;
import io.vigie.application.maintenance.TableStep;
import org.apache.spark.sql.SparkSession;

/** What steps would come to; nothing is changed. */
record RehearsedStep(SparkSession session, TableAddress address, TableLog log, MaintainedTable table)
        implements TableStep.Algebra<Effect> {

    @Override
    public Effect expire(TableStep.Expire step) {
        String condition = RowTime.condition(step, table.output(), log.isByDay());
        return Effect.rows(session.sql("SELECT count(*) FROM " + address.statement() + " WHERE " + condition)
                .head()
                .getLong(0));
    }

    @Override
    public Effect compact(TableStep.Compact step) {
        return log.compactable(step.since(), size(CareSession.SMALL_FILE), size(CareSession.LARGEST_FILE));
    }

    private long size(String setting) {
        return Long.parseLong(session.conf().get(setting));
    }

    @Override
    public Effect vacuum(TableStep.Vacuum step) {
        return Effect.removed(new TableVacuum(session, address, log, step.how()).unneeded(), 0);
    }

    @Override
    public Effect trimLog(TableStep.TrimLog step) {
        return new LogTrim(session, address, log, step.how()).expired();
    }
}
