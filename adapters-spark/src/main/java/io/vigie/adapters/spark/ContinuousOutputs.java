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

    ContinuousOutputs(List<ContinuousOutput> outputs) {
        this.outputs = new ArrayList<>(outputs);
    }

    @Override
    public Iterator<Row> call(Iterator<Tuple5<String, String, Long, byte[], byte[]>> chunks) {
        return new Records(chunks, outputs);
    }

    private static final class Records implements Iterator<Row> {

        private final Iterator<Tuple5<String, String, Long, byte[], byte[]>> chunks;
        private final List<ContinuousOutput> outputs;
        private final List<Function1<Object, Object>> rows = new ArrayList<>();
        private final Queue<Row> records = new ArrayDeque<>();

        Records(Iterator<Tuple5<String, String, Long, byte[], byte[]>> chunks, List<ContinuousOutput> outputs) {
            this.chunks = chunks;
            this.outputs = outputs;
            outputs.forEach(output -> rows.add(CatalystTypeConverters.createToScalaConverter(output.columns())));
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
            InternalRow packed = new GenericInternalRow(new Object[] {
                UTF8String.fromString(chunk._1()), UTF8String.fromString(chunk._2()), chunk._3(), chunk._4(), chunk._5()
            });
            for (int i = 0; i < outputs.size(); i++) {
                ContinuousOutput output = outputs.get(i);
                StructType columns = output.columns();
                Iterator<InternalRow> unpacked =
                        ChunkRows.of(output.output(), columns, List.of(packed).iterator());
                while (unpacked.hasNext()) {
                    add(output, (Row) rows.get(i).apply(unpacked.next()));
                }
            }
        }

        private void add(ContinuousOutput output, Row row) {
            try {
                output.conversion().call(row).forEachRemaining(records::add);
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) { // what Spark's interface allows
                throw new IllegalStateException("A record cannot be made: " + failure.getMessage(), failure);
            }
        }
    }
}
