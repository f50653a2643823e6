package io.vigie.adapters.delta;

import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.MaintainedTable;
import io.vigie.application.maintenance.TableStep;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Steps as they are done. */
record PerformedStep(SparkSession session, TableAddress address, TableLog log, MaintainedTable table)
        implements TableStep.Algebra<Effect> {

    @Override
    public Effect expire(TableStep.Expire step) {
        String condition = RowTime.condition(step, table.output(), log.isByDay());
        return Effect.rows(session.sql("DELETE FROM " + address.statement() + " WHERE " + condition)
                .head()
                .getLong(0));
    }

    @Override
    public Effect compact(TableStep.Compact step) {
        String where = log.isByDay()
                ? step.since()
                        .map(day -> " WHERE " + RowTime.DAY + " >= " + RowTime.literal(day))
                        .getOrElse("")
                : "";
        Row metrics = session.sql("OPTIMIZE " + address.statement() + where)
                .select("metrics.numFilesRemoved", "metrics.numFilesAdded", "metrics.filesRemoved.totalSize")
                .head();
        return Effect.replaced(metrics.getLong(0), metrics.getLong(1), metrics.getLong(2));
    }

    @Override
    public Effect vacuum(TableStep.Vacuum step) {
        return new TableVacuum(session, address, log, step.how()).perform();
    }

    @Override
    public Effect trimLog(TableStep.TrimLog step) {
        return new LogTrim(session, address, log, step.how()).perform();
    }
}
