package io.vigie.adapters.delta;

import io.vavr.control.Option;
import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.MaintainedTable;
import io.vigie.application.maintenance.TableCare;
import io.vigie.application.maintenance.TableFigures;
import io.vigie.application.maintenance.TableStep;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/**
 * Delta tables, cared for by Delta's own statements. Batches that are appended meanwhile are in nobody's way: compaction
 * and deletion go by the files that were there when they began.
 */
public final class DeltaTableCare implements TableCare {

    private final SparkSession session;

    /**
     * Care within a session, whose own settings stay as they are.
     *
     * @throws PipelineRefused when it is not set up for Delta, or is one of a platform that cares for tables itself
     */
    public DeltaTableCare(SparkSession session) {
        DeltaSession.mustBeReady(session);
        if (!TransactionLog.canBeRead()) {
            throw new PipelineRefused(
                    "This Spark has not Delta Lake's own classes, as on Databricks: tables are maintained by"
                            + " the platform there. Turn predictive optimization on, or have a job run OPTIMIZE and VACUUM.");
        }
        this.session = session;
    }

    @Override
    public Option<TableFigures> look(MaintainedTable table) {
        return attempt(
                "look at",
                table,
                () -> Option.when(
                        TableReference.of(table.table().table()).exists(session),
                        () -> TableState.of(session, CaredTable.of(session, table))
                                .figures()));
    }

    @Override
    public Effect rehearse(MaintainedTable table, TableStep step) {
        SparkSession own = CareSession.beside(session);
        return attempt("find out what to do with", table, () -> {
            CaredTable cared = CaredTable.of(own, table);
            return step.interpret(new RehearsedStep(own, cared, TableState.of(own, cared), table.output()));
        });
    }

    @Override
    public Effect perform(MaintainedTable table, TableStep step) {
        SparkSession own = CareSession.beside(session);
        return attempt(
                "maintain",
                table,
                () -> Attempts.until(
                        "Others changed the table " + table.text() + " during each of " + Attempts.MOST
                                + " attempts to maintain it. Nothing is lost; do it again when fewer others maintain it.",
                        "Stopped while the table " + table.text() + " was maintained. Nothing is lost; do it again.",
                        () -> {
                            CaredTable cared = CaredTable.of(own, table);
                            return step.interpret(
                                    new PerformedStep(own, cared, TableState.of(own, cared), table.output()));
                        }));
    }

    /** Delta throws checked exceptions too, which Scala does not declare. */
    private static <T> T attempt(String what, MaintainedTable table, Callable<T> work) {
        try {
            return work.call();
        } catch (PipelineFailed | PipelineRefused told) {
            throw told;
        } catch (Exception e) {
            throw new PipelineFailed("Cannot " + what + " the table " + table.text() + ": " + firstLine(deepest(e)), e);
        }
    }

    private static Throwable deepest(Throwable failure) {
        return Option.of(failure.getCause()).map(DeltaTableCare::deepest).getOrElse(failure);
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElseGet(failure::toString);
    }
}
