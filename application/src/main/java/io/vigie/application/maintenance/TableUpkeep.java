package io.vigie.application.maintenance;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.maintenance.CheckpointReport.Fate;
import io.vigie.application.plan.MaintenancePlan;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineFailed;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Table by table: rows that are too old go first, so that what is left is compacted; then what nobody needs any more is
 * removed, and at last the log of it all is summed up.
 */
public final class TableUpkeep implements MaintainTables {

    private final TableCare tables;
    private final CheckpointCare checkpoints;

    /** Upkeep by these hands. */
    public TableUpkeep(TableCare tables, CheckpointCare checkpoints) {
        this.tables = tables;
        this.checkpoints = checkpoints;
    }

    @Override
    public MaintenanceReport maintain(MaintenanceOrder order, Consumer<TableReport> done) {
        Seq<TableReport> reports = order.tables().map(table -> {
            TableReport report = maintain(order, table);
            done.accept(report);
            return report;
        });
        return new MaintenanceReport(reports, checkpoint(order));
    }

    private TableReport maintain(MaintenanceOrder order, MaintainedTable table) {
        Either<String, Option<TableFigures>> before = attempt(() -> tables.look(table));
        if (before.getOrElse(Option.none()).isEmpty()) {
            return new TableReport(table, before, List.empty(), Option.none());
        }
        Seq<StepReport> steps = steps(order, table.output())
                .map(step -> new StepReport(
                        step,
                        attempt(() -> order.rehearsal() ? tables.rehearse(table, step) : tables.perform(table, step))));
        Option<TableFigures> after = order.rehearsal()
                ? before.get()
                : attempt(() -> tables.look(table)).getOrElse(Option.none());
        return new TableReport(table, before, steps, after);
    }

    /** What fails for one table, or in one step, is told and left at that. */
    private static <T> Either<String, T> attempt(Supplier<T> work) {
        try {
            return Either.right(work.get());
        } catch (PipelineFailed e) {
            return Either.left(String.valueOf(e.getMessage()));
        }
    }

    private static Seq<TableStep> steps(MaintenanceOrder order, Output output) {
        MaintenancePlan plan = order.plan();
        return List.<Option<TableStep>>of(
                        plan.retention()
                                .get(output)
                                .map(kept -> new TableStep.Expire(order.now().minus(kept))),
                        plan.compaction()
                                .map(how -> new TableStep.Compact(how.days()
                                        .map(days -> order.now()
                                                .atZone(ZoneOffset.UTC)
                                                .toLocalDate()
                                                .minusDays(days - 1L)))),
                        plan.vacuum().map(TableStep.Vacuum::new),
                        Option.some(new TableStep.TrimLog(plan.log())))
                .flatMap(step -> step);
    }

    private CheckpointReport checkpoint(MaintenanceOrder order) {
        String location = order.checkpoint();
        Option<CheckpointFigures> figures = checkpoints.look(location);
        boolean isGone = order.plan()
                .idle()
                .exists(most -> figures.flatMap(CheckpointFigures::lastProgress)
                        .exists(last -> last.isBefore(order.now().minus(most))));
        if (!isGone) {
            return new CheckpointReport(location, figures, Fate.KEPT);
        }
        if (!order.mayExpire()) {
            return new CheckpointReport(location, figures, Fate.EXPIRED);
        }
        if (!order.rehearsal()) {
            checkpoints.delete(location);
        }
        return new CheckpointReport(location, figures, Fate.DELETED);
    }
}
