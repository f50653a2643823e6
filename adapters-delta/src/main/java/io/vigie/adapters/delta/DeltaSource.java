package io.vigie.adapters.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vavr.collection.Seq;
import io.vigie.adapters.spark.spi.ReadingTerms;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineRefused;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A readings table, read again in the order of its commits. */
final class DeltaSource implements SparkSource {

    /** What Delta's errors of other columns begin with. */
    private static final String SCHEMA_CHANGED = "DELTA_SCHEMA_CHANGED";

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

    /** A stream keeps to the columns that the table had when it began, and ends where it gets another. */
    @Override
    public boolean isToBeOpenedAgain(Throwable failure) {
        for (Throwable layer = failure; layer != null; layer = layer.getCause()) {
            if (layer instanceof SparkThrowable told
                    && Objects.requireNonNullElse(told.getErrorClass(), "").startsWith(SCHEMA_CHANGED)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Dataset<Row> open(SparkSession session) {
        mustFit(session);
        // Rows that went by retention were read while they were there: whole files go, and nothing else changes.
        DataStreamReader reader = session.readStream().format("delta").option("ignoreDeletes", true);
        plan.maxFilesPerTrigger().forEach(most -> reader.option("maxFilesPerTrigger", most));
        return table.stream(reader).select(columns(session));
    }

    @Override
    public Dataset<Row> history(SparkSession session) {
        mustFit(session);
        return table.read(session).select(columns(session));
    }

    private void mustFit(SparkSession session) {
        DeltaSession.mustBeReady(session);
        if (!table.exists(session)) {
            throw new PipelineRefused("There is no Delta table " + table.text()
                    + " to read. Run the pipeline that writes it first, or correct source.delta.");
        }
        StructType found = table.read(session).schema();
        StructField[] needed = Arrays.stream(Tables.READINGS.fields())
                .filter(column -> !isWithout(found, column))
                .toArray(StructField[]::new);
        TableShape.of(new StructType(needed)).mustFit(table.text(), found);
    }

    private static boolean isWithout(StructType found, StructField column) {
        return Tables.isOptional(Output.READINGS, column.name())
                && !List.of(found.fieldNames()).contains(column.name());
    }

    /** What a table of before has not is empty. */
    private Column[] columns(SparkSession session) {
        StructType found = table.read(session).schema();
        return Arrays.stream(Tables.READINGS.fields())
                .map(column -> isWithout(found, column)
                        ? functions.lit(null).cast(column.dataType()).as(column.name())
                        : functions.col(column.name()))
                .toArray(Column[]::new);
    }

    @Override
    public HistoryTerms terms(SparkSession session) {
        HistoryTerms terms =
                ReadingTerms.read(new GrowingTable(table, Output.READINGS, Tables.READINGS).properties(session));
        Seq<String> writers = TableLog.of(session, table)
                .writers(DeltaSink.WRITERS)
                .map(writer ->
                        writer.substring(DeltaSink.WRITERS.length(), writer.indexOf('/', DeltaSink.WRITERS.length())))
                .distinct();
        return writers.size() < 2
                ? terms
                : terms.remark(writers.size() + " pipelines write the table, " + writers.mkString(", ")
                        + "; all is taken under the terms of the one that started last");
    }
}
