package io.vigie.adapters.spark.rows;

import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.domain.window.WindowBook;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** Makes chunks into rows of an output's table, for whoever goes on with them; chunks of other outputs are passed over. */
public final class OutputRows implements MapPartitionsFunction<byte[], Row> {

    private static final long serialVersionUID = 1;

    private final Output output;
    private final WindowBook windows;

    /** For an output of these windows. */
    public OutputRows(Output output, WindowBook windows) {
        this.output = output;
        this.windows = windows;
    }

    /** The rows' columns: rejected messages come with their key and headers. */
    public StructType columns() {
        return output == Output.REJECTED ? Tables.DEAD_LETTERS : Tables.of(output, windows);
    }

    @Override
    public Iterator<Row> call(Iterator<byte[]> chunks) {
        Iterator<InternalRow> rows = ChunkRows.of(output, windows, chunks);
        Function1<Object, Object> outward = CatalystTypeConverters.createToScalaConverter(columns());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                return (Row) outward.apply(rows.next());
            }
        };
    }
}
