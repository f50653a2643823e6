package io.vigie.adapters.delta;

import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.TableStep;
import io.vigie.application.plan.Output;
import org.apache.spark.sql.SparkSession;

/** What steps would come to; nothing is changed. */
record RehearsedStep(SparkSession session, CaredTable table, TableState state, Output output)
        implements TableStep.Algebra<Effect> {

    @Override
    public Effect expire(TableStep.Expire step) {
        String condition = RowTime.condition(step, output, state.isByDay());
        return Effect.rows(session.sql("SELECT count(*) FROM " + table.identifier() + " WHERE " + condition)
                .head()
                .getLong(0));
    }

    @Override
    public Effect compact(TableStep.Compact step) {
        return state.compactable(step.since(), size(CareSession.SMALL_FILE), size(CareSession.LARGEST_FILE));
    }

    private long size(String setting) {
        return Long.parseLong(session.conf().get(setting));
    }

    @Override
    public Effect vacuum(TableStep.Vacuum step) {
        return Effect.removed(new TableVacuum(session, table, state, step.how()).unneeded(), 0);
    }

    @Override
    public Effect trimLog(TableStep.TrimLog step) {
        return new LogTrim(session, table, state, step.how()).expired();
    }
}
