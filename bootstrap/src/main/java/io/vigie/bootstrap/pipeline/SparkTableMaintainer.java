package io.vigie.bootstrap.pipeline;

import io.vigie.adapters.delta.DeltaTableCare;
import io.vigie.adapters.spark.StreamCheckpoints;
import io.vigie.application.maintenance.MaintainTables;
import io.vigie.application.maintenance.MaintenanceOrder;
import io.vigie.application.maintenance.MaintenanceReport;
import io.vigie.application.maintenance.TableUpkeep;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.bootstrap.command.ExitStatus;
import io.vigie.bootstrap.command.TableMaintainer;
import io.vigie.bootstrap.storage.StorageCheck;
import java.io.PrintWriter;
import org.apache.spark.sql.SparkSession;

/** Keeps tables in shape on Spark in this process. */
public final class SparkTableMaintainer implements TableMaintainer {

    @Override
    public int maintain(PipelinePlan pipeline, MaintenanceOrder order, PrintWriter out) {
        try (UsedSession used = Sessions.of(pipeline)) {
            SparkSession session = used.session();
            StorageCheck.mustAnswer(session.sessionState().newHadoopConf(), pipeline);
            MaintainTables upkeep = new TableUpkeep(new DeltaTableCare(session), new StreamCheckpoints(session));
            MaintenanceText text = new MaintenanceText(order, out);
            MaintenanceReport report = upkeep.maintain(order, text::table);
            text.checkpoint(report.checkpoint());
            return report.isDone() ? ExitStatus.DONE : ExitStatus.STOPPED;
        }
    }
}
