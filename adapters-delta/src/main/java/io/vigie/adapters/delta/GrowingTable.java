package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.vavr.collection.HashMap;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineRefused;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table of an output that is there: made by a version before, or before an aggregate was asked for, it gets the columns
 * that have come since.
 *
 * @param table the table
 * @param output what it holds
 * @param columns those that it must have
 */
record GrowingTable(TableReference table, Output output, StructType columns) {

    /**
     * Sees to it that rows of these columns fit.
     *
     * @throws PipelineRefused when the table has other columns, naming every difference
     */
    void fit(SparkSession session) {
        altered(() -> {
            StructType found = table.read(session).schema();
            StructType missing = TableShape.of(columns).missing(found);
            if (missing.isEmpty()
                    || !Arrays.stream(missing.fieldNames()).allMatch(name -> Tables.isOptional(output, name))) {
                TableShape.of(columns).mustFit(table.text(), found);
                return;
            }
            TableShape.of(columns).mustFit(table.text(), with(found, missing));
            session.sql("ALTER TABLE " + table.identifier() + " ADD COLUMNS (" + missing.toDDL() + ")");
        });
    }

    private static StructType with(StructType found, StructType missing) {
        StructType all = found;
        for (StructField column : missing.fields()) {
            all = all.add(column);
        }
        return all;
    }

    /** Its properties. */
    Map<String, String> properties(SparkSession session) {
        Row detail = table.detail(session);
        return detail.getJavaMap(detail.fieldIndex("properties"));
    }

    /** Sets properties. */
    void set(SparkSession session, Map<String, String> properties) {
        altered(() -> session.sql("ALTER TABLE " + table.identifier() + " SET TBLPROPERTIES ("
                + HashMap.ofAll(properties)
                        .map(property -> literal(property._1) + " = " + literal(property._2))
                        .mkString(", ")
                + ")"));
    }

    private void altered(Runnable change) {
        Attempts.again(
                DeltaConcurrentModificationException.class::isInstance,
                Attempts.pauses("Stopped before the table " + table.text() + " was altered."),
                () -> {
                    change.run();
                    return true;
                });
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
