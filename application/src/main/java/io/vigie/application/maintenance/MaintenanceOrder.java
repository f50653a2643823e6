package io.vigie.application.maintenance;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.plan.MaintenancePlan;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import java.time.Instant;

/**
 * What is to be kept in shape, and how.
 *
 * @param pipeline the name of the pipeline
 * @param tables the tables that it writes
 * @param checkpoint where its progress and state are
 * @param plan how
 * @param now the time that retention counts from
 * @param rehearsal whether it is only to be found out what would be done
 * @param mayExpire whether the checkpoint of a pipeline that is gone may be deleted
 */
public record MaintenanceOrder(
        String pipeline,
        Seq<MaintainedTable> tables,
        String checkpoint,
        MaintenancePlan plan,
        Instant now,
        boolean rehearsal,
        boolean mayExpire) {

    /** All tables of a pipeline, in the order of its outputs. */
    public static MaintenanceOrder of(
            PipelinePlan pipeline, MaintenancePlan plan, Instant now, boolean rehearsal, boolean mayExpire) {
        Seq<MaintainedTable> tables = List.of(Output.values())
                .flatMap(output -> pipeline.sinks()
                        .getOrElse(output, List.empty())
                        .flatMap(SinkPlan::asTable)
                        .map(table -> new MaintainedTable(output, table)));
        return new MaintenanceOrder(pipeline.name(), tables, pipeline.checkpoint(), plan, now, rehearsal, mayExpire);
    }
}
