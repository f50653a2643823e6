package io.vigie.adapters.delta;

import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.TableStep;
import io.vigie.application.plan.Output;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Steps as they are done. */
record PerformedStep(SparkSession session, CaredTable table, TableState state, Output output)
        implements TableStep.Algebra<Effect> {

    @Override
    public Effect expire(TableStep.Expire step) {
        String condition = RowTime.condition(step, output, state.isByDay());
        return Effect.rows(session.sql("DELETE FROM " + table.identifier() + " WHERE " + condition)
                .head()
                .getLong(0));
    }

    @Override
    public Effect compact(TableStep.Compact step) {
        String where = state.isByDay()
                ? step.since()
                        .map(day -> " WHERE " + RowTime.DAY + " >= " + RowTime.literal(day))
                        .getOrElse("")
                : "";
        Row metrics = session.sql("OPTIMIZE " + table.identifier() + where)
                .select("metrics.numFilesRemoved", "metrics.numFilesAdded", "metrics.filesRemoved.totalSize")
                .head();
        return Effect.replaced(metrics.getLong(0), metrics.getLong(1), metrics.getLong(2));
    }

    @Override
    public Effect vacuum(TableStep.Vacuum step) {
        return new TableVacuum(session, table, state, step.how()).perform();
    }

    @Override
    public Effect trimLog(TableStep.TrimLog step) {
        return new LogTrim(session, table, state, step.how()).perform();
    }
}
