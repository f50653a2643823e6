package io.vigie.adapters.spark;

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
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.Tuple5;

/** Makes the chunks of a continuous pipeline into the records of all its sinks, one chunk after the other. */
final class ContinuousOutputs implements MapPartitionsFunction<Tuple5<String, String, Long, byte[], byte[]>, Row> {

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
    public Iterator<Row> call(Iterator<Tuple5<String, String, Long, byte[], byte[]>> chunks) {
        return new Records(chunks);
    }

    private final class Records implements Iterator<Row> {

        private final Iterator<Tuple5<String, String, Long, byte[], byte[]>> chunks;
        private final Function1<Object, Object> outward;
        private final Queue<Row> records = new ArrayDeque<>();

        Records(Iterator<Tuple5<String, String, Long, byte[], byte[]>> chunks) {
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

        private void take(Tuple5<String, String, Long, byte[], byte[]> chunk) {
            counts.add(chunk._1(), chunk._2(), chunk._3());
            InternalRow packed = new GenericInternalRow(new Object[] {
                UTF8String.fromString(chunk._1()), UTF8String.fromString(chunk._2()), chunk._3(), chunk._4(), chunk._5()
            });
            for (ContinuousOutput output : outputs) {
                Iterator<InternalRow> rows = ChunkRows.of(
                        output.output(), output.columns(), List.of(packed).iterator());
                while (rows.hasNext()) {
                    records.add((Row) outward.apply(output.conversion().convert(rows.next())));
                }
            }
        }
    }
}
