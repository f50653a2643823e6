package io.vigie.adapters.spark.spi;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowResult;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;

/** Windows that are complete. What was asked of them follows, in columns of its own. */
public final class WindowTable {

    /** The columns that all windows have. */
    public static final TableColumns<WindowResult> COLUMNS = TableColumns.of(
            Column.text("window", result -> result.window().name()),
            Column.text("device_id", result -> result.device().value()),
            Column.text("metric", result -> result.metric().name()),
            Column.time("window_start", result -> result.time().start()),
            Column.time("window_end", result -> result.time().end()));

    private WindowTable() {}

    /** The columns of a pipeline that has these windows: for each aggregate that one asks for, one more. */
    public static TableColumns<WindowResult> columns(WindowBook windows) {
        return COLUMNS.and(windows.aggregates().map(WindowTable::column));
    }

    /** A count is a whole number; every other aggregate may be undefined, and is null then. */
    private static Column<WindowResult> column(Aggregate aggregate) {
        boolean whole = aggregate.equals(Aggregate.Statistic.COUNT);
        return Column.of(aggregate.column(), whole ? DataTypes.LongType : DataTypes.DoubleType, new Column.Packing<>() {
            @Override
            public void pack(WindowResult result, ByteWriter out) {
                out.writeDouble(result.value(aggregate).getOrElse(Double.NaN));
            }

            @Override
            public void fill(ByteReader in, InternalRow row, int place) {
                double value = in.readDouble();
                if (Double.isNaN(value)) {
                    row.setNullAt(place);
                } else if (whole) {
                    row.setLong(place, (long) value);
                } else {
                    row.setDouble(place, value);
                }
            }
        });
    }
}
