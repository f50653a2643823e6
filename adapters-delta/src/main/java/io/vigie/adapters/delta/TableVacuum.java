package io.vigie.adapters.delta;

import io.vigie.application.maintenance.Effect;
import io.vigie.application.plan.MaintenancePlan;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Console;

/**
 * Removal of files that a table has not needed for a while. What the table itself asks for ({@code
 * delta.deletedFileRetentionDuration}) is kept to where that is longer, unless less was asked for by name.
 */
record TableVacuum(SparkSession session, CaredTable table, TableState state, MaintenancePlan.Vacuum how) {

    /** How many files it would remove. */
    long unneeded() {
        return run(" DRY RUN").count();
    }

    /** An empty run would add two commits that say so. */
    Effect perform() {
        long files = unneeded();
        if (files == 0) {
            return Effect.NOTHING;
        }
        run("");
        return Effect.removed(files, bytes());
    }

    /** Delta says on standard output what it has done; here that is for whoever asked to say. */
    private Dataset<Row> run(String mode) {
        session.conf().set(CareSession.VACUUM_CHECK, Boolean.toString(!how.mayBeShort()));
        return Console.withOut(
                OutputStream.nullOutputStream(),
                () -> session.sql("VACUUM " + table.identifier() + " RETAIN " + hours() + " HOURS" + mode));
    }

    private long hours() {
        Duration asked = how.after();
        Duration own = state.keepsUnneededFiles();
        Duration longer = how.mayBeShort() || asked.compareTo(own) > 0 ? asked : own;
        return longer.plus(Duration.ofHours(1)).minusNanos(1).toHours();
    }

    /** As the log tells; on a store where Delta does not write that down, it is not known. */
    private long bytes() {
        return session
                .sql("DESCRIBE HISTORY " + table.identifier())
                .where("operation = 'VACUUM START' and version > " + state.version())
                .selectExpr("cast(operationMetrics['sizeOfDataToDelete'] as bigint)")
                .na()
                .drop()
                .takeAsList(1)
                .stream()
                .mapToLong(row -> row.getLong(0))
                .sum();
    }
}
