package io.vigie.adapters.spark.continuous;

import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.ChunkRows;
import io.vigie.domain.window.WindowBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** Makes the chunks of a continuous pipeline into the records of all its sinks, one chunk after the other. */
final class ContinuousOutputs implements MapPartitionsFunction<byte[], Row> {

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // an ArrayList
    private final List<ContinuousOutput> outputs;

    private final StructType columns;
    private final ContinuousCounts counts;

    /** For these outputs, whose records have these columns. */
    ContinuousOutputs(List<ContinuousOutput> outputs, StructType columns, ContinuousCounts counts) {
        this.outputs = new ArrayList<>(outputs);
        this.columns = columns;
        this.counts = counts;
    }

    @Override
    public Iterator<Row> call(Iterator<byte[]> chunks) {
        return new Records(chunks);
    }

    private final class Records implements Iterator<Row> {

        private final Iterator<byte[]> chunks;
        private final Function1<Object, Object> outward;
        private final Queue<Row> records = new ArrayDeque<>();

        Records(Iterator<byte[]> chunks) {
            this.chunks = chunks;
            outward = CatalystTypeConverters.createToScalaConverter(columns);
        }

        @Override
        public boolean hasNext() {
            while (records.isEmpty() && chunks.hasNext()) {
                take(chunks.next());
            }
            return !records.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more records");
            }
            return records.remove();
        }

        private void take(byte[] chunk) {
            Chunk.read(chunk).to(counts);
            for (ContinuousOutput output : outputs) {
                Iterator<InternalRow> rows = ChunkRows.of(
                        output.output(), WindowBook.EMPTY, List.of(chunk).iterator());
                while (rows.hasNext()) {
                    records.add((Row) outward.apply(output.conversion().convert(rows.next())));
                }
            }
        }
    }
}
