package io.vigie.adapters.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private final TableReference table;

    DeltaSource(SourcePlan.DeltaTable plan) {
        this.plan = plan;
        this.table = TableReference.of(plan.table());
    }

    @Override
    public Shape shape() {
        return Shape.READINGS;
    }

    /** Delta's own: a version of the table and a place among its files. */
    @Override
    public boolean isOffset(String json, long lastLogged) {
        try {
            JsonNode offset = new ObjectMapper().readTree(json);
            return offset.path("sourceVersion").isInt()
                    && offset.path("reservoirId").isTextual()
                    && offset.path("reservoirVersion").isIntegralNumber()
                    && offset.path("index").isIntegralNumber();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "table " + table.text();
    }

    @Override
    public Dataset<Row> open(SparkSession session) {
        mustFit(session);
        // Rows that went by retention were read while they were there: whole files go, and nothing else changes.
        DataStreamReader reader = session.readStream().format("delta").option("ignoreDeletes", true);
        plan.maxFilesPerTrigger().forEach(most -> reader.option("maxFilesPerTrigger", most));
        return table.stream(reader).select(columns());
    }

    @Override
    public Dataset<Row> history(SparkSession session) {
        mustFit(session);
        return table.read(session).select(columns());
    }

    private void mustFit(SparkSession session) {
        DeltaSession.mustBeReady(session);
        if (!table.exists(session)) {
            throw new PipelineRefused("There is no Delta table " + table.text()
                    + " to read. Run the pipeline that writes it first, or correct source.delta.");
        }
        TableShape.of(Tables.READINGS).mustFit(table.text(), table.read(session).schema());
    }

    private static Column[] columns() {
        return Arrays.stream(Tables.READINGS.fieldNames()).map(functions::col).toArray(Column[]::new);
    }
}
