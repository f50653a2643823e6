package io.vigie.adapters.spark.spi;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table in their order. Nothing else knows of the order: rows are packed, filled and written as JSON by
 * it.
 *
 * @param <S> what a row is made of
 */
public final class TableColumns<S> {

    private final List<Column<S>> columns;
    private final StructType schema;

    private TableColumns(List<Column<S>> columns) {
        this.columns = columns;
        StructType types = new StructType();
        for (Column<S> column : columns) {
            types = types.add(column.name(), column.type());
        }
        schema = types;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the list is a copy
    static <S> TableColumns<S> of(Column<S>... columns) {
        return new TableColumns<>(List.of(columns));
    }

    /** These, and then others. */
    TableColumns<S> and(Iterable<Column<S>> more) {
        List<Column<S>> all = new ArrayList<>(columns);
        more.forEach(all::add);
        return new TableColumns<>(List.copyOf(all));
    }

    /** As Spark has them. */
    public StructType schema() {
        return schema;
    }

    /** Each of them, in their order. */
    public Stream<Column<S>> stream() {
        return columns.stream();
    }

    /** Whether it is one of them. */
    boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /** Whether it is one of them that a table may be without. */
    boolean isOptional(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name) && !column.isRequired());
    }

    /** The place of a column, from 0 on. */
    public int place(String name) {
        return schema.fieldIndex(name);
    }

    /** Writes a row's values down. */
    public void pack(S row, ByteWriter out) {
        for (int place = 0; place < columns.size(); place++) {
            columns.get(place).pack(row, out);
        }
    }

    /** Reads what was written for one row into a row of these columns. */
    public void fill(ByteReader in, InternalRow row) {
        for (int place = 0; place < columns.size(); place++) {
            columns.get(place).fill(in, row, place);
        }
    }
}
