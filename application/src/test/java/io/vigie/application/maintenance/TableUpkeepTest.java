package io.vigie.application.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.application.maintenance.CheckpointReport.Fate;
import io.vigie.application.plan.MaintenancePlan;
import io.vigie.application.plan.MaintenancePlan.Compaction;
import io.vigie.application.plan.MaintenancePlan.LogKeeping;
import io.vigie.application.plan.MaintenancePlan.Vacuum;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;

class TableUpkeepTest {

    private static final Instant NOW = Instant.parse("2026-03-10T06:00:00Z");
    private static final MaintainedTable READINGS = table(Output.READINGS);
    private static final MaintainedTable ALARMS = table(Output.ALARMS);
    private static final String CHECKPOINT = "/cp";
    private static final Vacuum A_WEEK = new Vacuum(Duration.ofDays(7), false);
    private static final MaintenancePlan ALL = new MaintenancePlan(
            Option.some(new Compaction(Option.some(3))),
            HashMap.of(Output.READINGS, Duration.ofDays(90)),
            Option.some(A_WEEK),
            LogKeeping.AS_IT_IS,
            Option.some(Duration.ofDays(30)));

    private static final TableStep EXPIRE = new TableStep.Expire(NOW.minus(Duration.ofDays(90)));
    private static final TableStep COMPACT = new TableStep.Compact(Option.some(LocalDate.parse("2026-03-08")));
    private static final TableStep VACUUM = new TableStep.Vacuum(A_WEEK);
    private static final TableStep TRIM_LOG = new TableStep.TrimLog(LogKeeping.AS_IT_IS);

    private static final TableFigures BEFORE = new TableFigures(3, 4, 5, List.empty());
    private static final TableFigures AFTER = new TableFigures(7, 1, 2, List.empty());

    private final TableCare tables = mock();
    private final CheckpointCare checkpoints = mock();
    private final Consumer<TableReport> done = mock();

    @BeforeEach
    void twoTablesThatEachStepChangesAndAPipelineThatComesOn() {
        when(tables.look(any())).thenReturn(Option.some(BEFORE));
        when(tables.perform(any(), any())).thenReturn(Effect.rows(1));
        when(tables.rehearse(any(), any())).thenReturn(Effect.rows(1));
        cameOn(NOW);
    }

    private void cameOn(Instant last) {
        when(checkpoints.look(CHECKPOINT))
                .thenReturn(Option.some(new CheckpointFigures(Option.some(7L), Option.some(last), 10, 100, 0)));
    }

    @Test
    void rowsGoBeforeFilesAreCompactedAndTheLogIsTrimmedAtLast() {
        maintain(order(false, false));

        InOrder steps = inOrder(tables, checkpoints, done);
        steps.verify(tables).look(READINGS);
        steps.verify(tables).perform(READINGS, EXPIRE);
        steps.verify(tables).perform(READINGS, COMPACT);
        steps.verify(tables).perform(READINGS, VACUUM);
        steps.verify(tables).perform(READINGS, TRIM_LOG);
        steps.verify(tables).look(READINGS);
        steps.verify(done).accept(reportOf(READINGS));
        steps.verify(tables).look(ALARMS);
        steps.verify(tables).perform(ALARMS, COMPACT);
        steps.verify(tables).perform(ALARMS, VACUUM);
        steps.verify(tables).perform(ALARMS, TRIM_LOG);
        steps.verify(tables).look(ALARMS);
        steps.verify(done).accept(reportOf(ALARMS));
        steps.verify(checkpoints).look(CHECKPOINT);
        verifyNoMoreInteractions(tables, checkpoints, done);
    }

    @Test
    void aRehearsalGoesThroughTheSameStepsAndDoesNothing() {
        cameOn(NOW.minus(Duration.ofDays(31)));

        MaintenanceReport report = maintain(order(true, true));

        InOrder steps = inOrder(tables, checkpoints, done);
        steps.verify(tables).look(READINGS);
        steps.verify(tables).rehearse(READINGS, EXPIRE);
        steps.verify(tables).rehearse(READINGS, COMPACT);
        steps.verify(tables).rehearse(READINGS, VACUUM);
        steps.verify(tables).rehearse(READINGS, TRIM_LOG);
        steps.verify(done).accept(reportOf(READINGS));
        steps.verify(tables).look(ALARMS);
        steps.verify(tables).rehearse(ALARMS, COMPACT);
        steps.verify(tables).rehearse(ALARMS, VACUUM);
        steps.verify(tables).rehearse(ALARMS, TRIM_LOG);
        steps.verify(done).accept(reportOf(ALARMS));
        steps.verify(checkpoints).look(CHECKPOINT);
        verifyNoMoreInteractions(tables, checkpoints, done);
        assertThat(report.checkpoint().fate()).isEqualTo(Fate.DELETED);
        assertThat(report.tables().map(TableReport::after)).containsOnly(Option.some(BEFORE));
    }

    @Test
    void aTableIsLookedAtAgainOnceItsStepsAreDone() {
        when(tables.look(READINGS)).thenReturn(Option.some(BEFORE)).thenReturn(Option.some(AFTER));

        TableReport report = maintain(order(false, false)).tables().get(0);

        assertThat(report.before().get()).contains(BEFORE);
        assertThat(report.after()).contains(AFTER);
    }

    @Test
    void aTableThatIsNotThereYetIsPassedOver() {
        when(tables.look(any())).thenReturn(Option.none());

        MaintenanceReport report = maintain(order(false, false));

        verify(tables).look(READINGS);
        verify(tables).look(ALARMS);
        verifyNoMoreInteractions(tables);
        assertThat(report.isDone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTableThatCannotBeLookedAtIsLeftAloneAndTheNextIsMaintained(boolean rehearsal) {
        when(tables.look(READINGS)).thenThrow(new PipelineFailed("no right to read"));

        MaintenanceReport report = maintain(order(rehearsal, false));

        InOrder steps = inOrder(tables, done);
        steps.verify(tables).look(READINGS);
        steps.verify(done).accept(reportOf(READINGS));
        steps.verify(tables).look(ALARMS);
        verify(tables, never()).perform(eq(READINGS), any());
        verify(tables, never()).rehearse(eq(READINGS), any());
        assertThat(report.isDone()).isFalse();
        assertThat(report.tables().map(TableReport::isDone)).containsExactly(false, true);
        assertThat(report.tables().get(0).before().getLeft()).isEqualTo("no right to read");
    }

    @Test
    void whatCannotBeDoneKeepsTheRestFromNothingAndIsReported() {
        when(tables.perform(any(), isA(TableStep.Compact.class))).thenThrow(new PipelineFailed("the disk is full"));

        MaintenanceReport report = maintain(order(false, false));

        InOrder steps = inOrder(tables);
        steps.verify(tables).perform(READINGS, EXPIRE);
        steps.verify(tables).perform(READINGS, COMPACT);
        steps.verify(tables).perform(READINGS, VACUUM);
        steps.verify(tables).perform(READINGS, TRIM_LOG);
        steps.verify(tables).perform(ALARMS, COMPACT);
        steps.verify(tables).perform(ALARMS, VACUUM);
        steps.verify(tables).perform(ALARMS, TRIM_LOG);
        assertThat(report.isDone()).isFalse();
        assertThat(report.tables().get(0).steps().map(step -> step.outcome().isLeft()))
                .containsExactly(false, true, false, false);
        assertThat(report.tables().get(0).steps().get(1).outcome().getLeft()).isEqualTo("the disk is full");
    }

    @Test
    void theCheckpointOfAPipelineThatComesOnIsKept() {
        cameOn(NOW.minus(Duration.ofDays(30)));

        assertThat(maintain(order(false, true)).checkpoint().fate()).isEqualTo(Fate.KEPT);
        verify(checkpoints, never()).delete(any());
    }

    @Test
    void theCheckpointOfAPipelineThatIsGoneIsDeletedOnRequestAlone() {
        cameOn(NOW.minus(Duration.ofDays(30)).minusSeconds(1));

        assertThat(maintain(order(false, false)).checkpoint().fate()).isEqualTo(Fate.EXPIRED);
        verify(checkpoints, never()).delete(any());

        assertThat(maintain(order(false, true)).checkpoint().fate()).isEqualTo(Fate.DELETED);
        InOrder end = inOrder(tables, checkpoints);
        end.verify(checkpoints).look(CHECKPOINT);
        end.verify(tables).perform(ALARMS, TRIM_LOG);
        end.verify(checkpoints).look(CHECKPOINT);
        end.verify(checkpoints).delete(CHECKPOINT);
        end.verifyNoMoreInteractions();
    }

    private MaintenanceReport maintain(MaintenanceOrder order) {
        return new TableUpkeep(tables, checkpoints).maintain(order, done);
    }

    private static TableReport reportOf(MaintainedTable table) {
        return argThat(report -> report.table().equals(table));
    }

    private static MaintenanceOrder order(boolean rehearsal, boolean mayExpire) {
        return new MaintenanceOrder("p", List.of(READINGS, ALARMS), CHECKPOINT, ALL, NOW, rehearsal, mayExpire);
    }

    private static MaintainedTable table(Output output) {
        return new MaintainedTable(output, new SinkPlan.DeltaTable("/" + output.word()));
    }
}
