package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.MessageBlockWriter;
import io.vigie.adapters.spark.spi.MessageColumns;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Packs the records of a range of one partition in blocks, and finds those that are gone. Offsets that are not there are
 * no sign of that by themselves: transactions and compaction leave gaps too.
 */
final class BlockReader implements PartitionReader<InternalRow> {

    private static final int BLOCK = 256 << 10;

    private final RecordReader records;
    private final String topic;
    private final int partition;
    private final long until;
    private final boolean failOnDataLoss;
    private final Terms terms;
    private final MessageBlockWriter block = new MessageBlockWriter(BLOCK + (64 << 10));
    private final UTF8String source;
    private final UTF8String part;
    private final Queue<InternalRow> rows = new ArrayDeque<>();
    private long expected;
    private long losses;
    private boolean ended;
    private @Nullable InternalRow row;

    BlockReader(
            RecordReader records,
            String topic,
            int partition,
            long from,
            long until,
            boolean failOnDataLoss,
            Terms terms) {
        this.records = records;
        this.topic = topic;
        this.partition = partition;
        this.until = until;
        this.failOnDataLoss = failOnDataLoss;
        this.terms = terms;
        source = UTF8String.fromString(topic);
        part = UTF8String.fromString(Integer.toString(partition));
        expected = from;
    }

    @Override
    public boolean next() throws IOException {
        while (rows.isEmpty() && !ended) {
            fill();
        }
        row = rows.poll();
        return row != null;
    }

    private void fill() throws IOException {
        while (block.size() < BLOCK && !ended) {
            if (records.next()) {
                KafkaRow record = records.record();
                arrivedAt(record.offset());
                block.add(record.offset(), record.arrival(), record.key(), record.value(), record.headers());
                expected = record.offset() + 1;
            } else {
                arrivedAt(until);
                ended = true;
            }
        }
        endBlock();
    }

    private void arrivedAt(long offset) {
        long lossesNow = records.losses();
        if (lossesNow > losses) {
            losses = lossesNow;
            if (offset > expected) {
                lost(new LostRange(topic, Integer.toString(partition), expected, offset));
            }
        }
    }

    private void lost(LostRange range) {
        if (failOnDataLoss) {
            throw new PipelineFailed("Records are gone that were not read yet: " + terms.topic() + " " + range + " ("
                    + range.count()
                    + "). They are kept for less time than the pipeline was behind, or the "
                    + terms.topic() + " was made anew. To go on without them, and have them counted, set"
                    + " failOnDataLoss: false in source." + terms.key() + "; nothing of the batch was written.");
        }
        endBlock();
        rows.add(row(null, range.from(), 0, MessageColumns.LOST, Long.toString(range.until())));
    }

    private void endBlock() {
        if (block.count() > 0) {
            long offset = block.firstOffset();
            long arrival = block.firstArrival();
            rows.add(row(block.take(), offset, arrival, null, null));
        }
    }

    private InternalRow row(
            byte @Nullable [] payload, long offset, long arrival, @Nullable String reason, @Nullable String detail) {
        return new GenericInternalRow(new Object[] {
            payload, source, part, offset, arrival, UTF8String.fromString(reason), UTF8String.fromString(detail)
        });
    }

    @Override
    public InternalRow get() {
        if (row == null) {
            throw new IllegalStateException("There is no block before the first, or after the last.");
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
