package io.vigie.bootstrap.demonstration;

import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Prints what a run has left in its tables: the alarms one by one, and where everything lies. */
final class DemonstrationReport {

    private DemonstrationReport() {}

    static void print(PipelinePlan plan, SparkSession session, PrintWriter out) {
        out.println();
        plan.sinks().get(Output.ALARMS).forEach(sinks -> sinks.forEach(sink -> alarms(sink, session, out)));
        out.println("Tables:");
        plan.sinks()
                .forEach((output, sinks) ->
                        sinks.forEach(sink -> out.printf(Locale.ROOT, "  %-9s %s%n", output.word(), path(sink))));
        out.println(
                "Rules and pipeline lie beside them: change a limit, remove the tables and the checkpoint, run again.");
        out.flush();
    }

    private static void alarms(SinkPlan sink, SparkSession session, PrintWriter out) {
        out.printf(Locale.ROOT, "%-20s  %-11s  %-8s  %s%n", "event time", "transition", "severity", "alarm");
        session.read()
                .format("delta")
                .load(path(sink))
                .withColumn("at", functions.date_format(functions.col("event_time"), "yyyy-MM-dd HH:mm:ss"))
                .orderBy("event_time", "rule_id", "device_id")
                .select("at", "transition", "severity", "rule_id", "message")
                .collectAsList()
                .forEach((Row row) -> out.printf(
                        Locale.ROOT,
                        "%-20s  %-11s  %-8s  %s: %s%n",
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4)));
        out.println();
    }

    private static String path(SinkPlan sink) {
        return sink.asTable().get().table().text();
    }
}
