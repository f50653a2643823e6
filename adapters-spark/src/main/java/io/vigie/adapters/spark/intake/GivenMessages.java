package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.spi.messages.MessageBlockWriter;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Packs messages that somebody's stream holds, a row each, as those of a source. Where the stream does not say where a
 * message lies, its place is that in the batch. The rows have {@code MessageColumns}.
 */
public final class GivenMessages implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    /** What it takes, in this order; partition and offset may be none. */
    public static final StructType COLUMNS =
            StructType.fromDDL("payload BINARY, source STRING, partition STRING, offset BIGINT, arrival BIGINT");

    private static final int BYTES_A_BLOCK = 1 << 16;

    @Override
    public Iterator<Row> call(Iterator<Row> messages) {
        return new Blocks(messages, "batch-" + TaskContext.getPartitionId());
    }

    private static final class Blocks implements Iterator<Row> {

        private final Iterator<Row> messages;
        private final String part;
        private final MessageBlockWriter block = new MessageBlockWriter(BYTES_A_BLOCK);
        private @Nullable Row next;
        private long place;

        Blocks(Iterator<Row> messages, String part) {
            this.messages = messages;
            this.part = part;
            step();
        }

        private void step() {
            next = messages.hasNext() ? messages.next() : null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            Row first = next;
            if (first == null) {
                throw new NoSuchElementException("no more messages");
            }
            String source = first.getString(1);
            String partition = partition(first);
            for (Row message = first; message != null && isOf(message, source, partition); message = next) {
                byte[] payload = message.getAs(0);
                block.add(message.isNullAt(3) ? place++ : message.getLong(3), message.getLong(4), null, payload, null);
                step();
                if (block.size() >= BYTES_A_BLOCK) {
                    break;
                }
            }
            long offset = block.firstOffset();
            long arrival = block.firstArrival();
            return RowFactory.create(block.take(), source, partition, offset, arrival, null, null);
        }

        private boolean isOf(Row message, String source, String partition) {
            return Objects.equals(message.getString(1), source)
                    && partition(message).equals(partition);
        }

        private String partition(Row message) {
            return message.isNullAt(2) ? part : message.getString(2);
        }
    }
}
