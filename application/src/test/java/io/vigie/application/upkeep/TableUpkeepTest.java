package io.vigie.application.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.application.maintenance.CheckpointFigures;
import io.vigie.application.maintenance.CheckpointReport.Fate;
import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.MaintainedTable;
import io.vigie.application.maintenance.MaintenanceOrder;
import io.vigie.application.maintenance.MaintenanceReport;
import io.vigie.application.maintenance.TableFigures;
import io.vigie.application.maintenance.TableReport;
import io.vigie.application.maintenance.TableStep;
import io.vigie.application.plan.MaintenancePlan;
import io.vigie.application.plan.MaintenancePlan.Compaction;
import io.vigie.application.plan.MaintenancePlan.LogKeeping;
import io.vigie.application.plan.MaintenancePlan.Vacuum;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.CheckpointCare;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.TableCare;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TableUpkeepTest {

    private static final Instant NOW = Instant.parse("2026-03-10T06:00:00Z");
    private static final MaintainedTable READINGS = table(Output.READINGS);
    private static final MaintainedTable ALARMS = table(Output.ALARMS);
    private static final Vacuum A_WEEK = new Vacuum(Duration.ofDays(7), false);
    private static final MaintenancePlan ALL = new MaintenancePlan(
            Option.some(new Compaction(Option.some(3))),
            HashMap.of(Output.READINGS, Duration.ofDays(90)),
            Option.some(A_WEEK),
            LogKeeping.AS_IT_IS,
            Option.some(Duration.ofDays(30)));

    private final Tables tables = new Tables();
    private final Checkpoint checkpoint = new Checkpoint();

    @Test
    void rowsGoBeforeFilesAreCompactedAndTheLogIsTrimmedAtLast() {
        maintain(order(ALL, false, false));

        assertThat(tables.performed)
                .containsExactly(
                        new TableStep.Expire(NOW.minus(Duration.ofDays(90))),
                        new TableStep.Compact(Option.some(LocalDate.parse("2026-03-08"))),
                        new TableStep.Vacuum(A_WEEK),
                        new TableStep.TrimLog(LogKeeping.AS_IT_IS),
                        new TableStep.Compact(Option.some(LocalDate.parse("2026-03-08"))),
                        new TableStep.Vacuum(A_WEEK),
                        new TableStep.TrimLog(LogKeeping.AS_IT_IS));
        assertThat(tables.rehearsed).isEmpty();
    }

    @Test
    void aRehearsalDoesNothing() {
        checkpoint.last = NOW.minus(Duration.ofDays(31));

        MaintenanceReport report = maintain(order(ALL, true, true));

        assertThat(tables.performed).isEmpty();
        assertThat(tables.rehearsed).hasSize(7);
        assertThat(checkpoint.deleted).isFalse();
        assertThat(report.checkpoint().fate()).isEqualTo(Fate.DELETED);
        assertThat(report.tables().map(TableReport::after)).containsOnly(Option.some(tables.figures));
    }

    @Test
    void aTableThatIsNotThereYetIsPassedOver() {
        tables.absent = true;

        MaintenanceReport report = maintain(order(ALL, false, false));

        assertThat(tables.performed).isEmpty();
        assertThat(report.isDone()).isTrue();
    }

    @Test
    void whatCannotBeDoneKeepsTheRestFromNothingAndIsReported() {
        tables.broken = "the disk is full";

        MaintenanceReport report = maintain(order(ALL, false, false));

        assertThat(tables.performed).hasSize(7);
        assertThat(report.isDone()).isFalse();
        assertThat(report.tables().get(0).steps().map(step -> step.outcome().isLeft()))
                .containsExactly(false, true, false, false);
        assertThat(report.tables().get(0).steps().get(1).outcome().getLeft()).isEqualTo("the disk is full");
    }

    @Test
    void everyTableIsToldOfWhenItIsDone() {
        ArrayList<Output> told = new ArrayList<>();

        new TableUpkeep(tables, checkpoint)
                .maintain(
                        order(ALL, false, false),
                        report -> told.add(report.table().output()));

        assertThat(told).containsExactly(Output.READINGS, Output.ALARMS);
    }

    @Test
    void theCheckpointOfAPipelineThatComesOnIsKept() {
        checkpoint.last = NOW.minus(Duration.ofDays(30));

        assertThat(maintain(order(ALL, false, true)).checkpoint().fate()).isEqualTo(Fate.KEPT);
        assertThat(checkpoint.deleted).isFalse();
    }

    @Test
    void theCheckpointOfAPipelineThatIsGoneIsDeletedOnRequestAlone() {
        checkpoint.last = NOW.minus(Duration.ofDays(30)).minusSeconds(1);

        assertThat(maintain(order(ALL, false, false)).checkpoint().fate()).isEqualTo(Fate.EXPIRED);
        assertThat(checkpoint.deleted).isFalse();
        assertThat(maintain(order(ALL, false, true)).checkpoint().fate()).isEqualTo(Fate.DELETED);
        assertThat(checkpoint.deleted).isTrue();
    }

    private MaintenanceReport maintain(MaintenanceOrder order) {
        return new TableUpkeep(tables, checkpoint).maintain(order, report -> {});
    }

    private static MaintenanceOrder order(MaintenancePlan plan, boolean rehearsal, boolean mayExpire) {
        return new MaintenanceOrder("p", List.of(READINGS, ALARMS), "/cp", plan, NOW, rehearsal, mayExpire);
    }

    private static MaintainedTable table(Output output) {
        return new MaintainedTable(output, new SinkPlan.DeltaTable("/" + output.word()));
    }

    /** Two tables on which every step but a broken compaction comes to one row. */
    private static final class Tables implements TableCare {
        private final TableFigures figures = new TableFigures(3, 4, 5, List.empty());
        private final ArrayList<TableStep> rehearsed = new ArrayList<>();
        private final ArrayList<TableStep> performed = new ArrayList<>();
        private boolean absent;
        private String broken = "";

        @Override
        public Option<TableFigures> look(MaintainedTable table) {
            return Option.when(!absent, figures);
        }

        @Override
        public Effect rehearse(MaintainedTable table, TableStep step) {
            rehearsed.add(step);
            return Effect.rows(1);
        }

        @Override
        public Effect perform(MaintainedTable table, TableStep step) {
            performed.add(step);
            if (!broken.isEmpty() && step instanceof TableStep.Compact) {
                throw new PipelineFailed(broken);
            }
            return Effect.rows(1);
        }
    }

    private static final class Checkpoint implements CheckpointCare {
        private Instant last = NOW;
        private boolean deleted;

        @Override
        public Option<CheckpointFigures> look(String location) {
            return Option.some(new CheckpointFigures(Option.some(7L), Option.some(last), 10, 100, 0));
        }

        @Override
        public void delete(String location) {
            deleted = true;
        }
    }
}
