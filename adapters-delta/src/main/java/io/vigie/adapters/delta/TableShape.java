package io.vigie.adapters.delta;

import io.vigie.application.port.out.PipelineRefused;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a table must have. It may have more, as long as those may be empty. */
record TableShape(StructType columns) {

    static TableShape of(StructType columns) {
        return new TableShape(columns);
    }

    /** Those of its columns that a table of these has not. */
    StructType missing(StructType found) {
        List<String> names = List.of(found.fieldNames());
        StructType missing = new StructType();
        for (StructField column : columns.fields()) {
            missing = names.contains(column.name()) ? missing : missing.add(column);
        }
        return missing;
    }

    /** @throws PipelineRefused when a table of these columns does not fit, naming every difference */
    void mustFit(String table, StructType found) {
        List<String> differences = new ArrayList<>();
        List<String> names = List.of(found.fieldNames());
        for (StructField column : columns.fields()) {
            if (!names.contains(column.name())) {
                differences.add(
                        "it has no " + column.name() + " " + column.dataType().simpleString());
            } else if (!sameType(column.dataType(), found.apply(column.name()).dataType())) {
                differences.add(column.name() + " is "
                        + found.apply(column.name()).dataType().simpleString() + " there, not "
                        + column.dataType().simpleString());
            }
        }
        for (StructField column : found.fields()) {
            if (!column.nullable() && !List.of(columns.fieldNames()).contains(column.name())) {
                differences.add(column.name() + " may not be empty, and Vigie does not know it");
            }
        }
        if (!differences.isEmpty()) {
            throw new PipelineRefused("The table " + table + " does not fit: " + String.join("; ", differences)
                    + ". Name another table, or move the table away; nothing was written.");
        }
    }

    private static boolean sameType(DataType one, DataType other) {
        return one.simpleString().equals(other.simpleString());
    }
}
