package io.vigie.adapters.delta;

import io.delta.tables.DeltaTable;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineRefused;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamReader;

/** A readings table, read again in the order of its commits. */
final class DeltaSource implements SparkSource {

    private final SourcePlan.DeltaTable plan;

    DeltaSource(SourcePlan.DeltaTable plan) {
        this.plan = plan;
    }

    @Override
    public Shape shape() {
        return Shape.READINGS;
    }

    @Override
    public Dataset<Row> open(SparkSession session) {
        mustFit(session);
        // Rows that went by retention were read while they were there: whole files go, and nothing else changes.
        DataStreamReader reader = session.readStream().format("delta").option("ignoreDeletes", true);
        plan.maxFilesPerTrigger().forEach(most -> reader.option("maxFilesPerTrigger", most));
        return reader.load(plan.path()).select(columns());
    }

    @Override
    public Dataset<Row> history(SparkSession session) {
        mustFit(session);
        return session.read().format("delta").load(plan.path()).select(columns());
    }

    private void mustFit(SparkSession session) {
        DeltaSession.mustBeReady(session);
        if (!DeltaTable.isDeltaTable(session, plan.path())) {
            throw new PipelineRefused("There is no Delta table at " + plan.path()
                    + " to read. Run the pipeline that writes it first, or correct source.delta.path.");
        }
        TableShape.of(Tables.READINGS)
                .mustFit(
                        plan.path(),
                        DeltaTable.forPath(session, plan.path()).toDF().schema());
    }

    private static Column[] columns() {
        return Arrays.stream(Tables.READINGS.fieldNames()).map(functions::col).toArray(Column[]::new);
    }
}
