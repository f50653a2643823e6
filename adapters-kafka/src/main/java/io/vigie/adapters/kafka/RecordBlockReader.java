package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.messages.MessageRows;
import io.vigie.application.port.out.LostRange;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/**
 * Packs the records of a range of one partition in blocks, and finds those that are gone. Offsets that are not there are
 * no sign of that by themselves: transactions and compaction leave gaps too.
 */
final class RecordBlockReader implements PartitionReader<InternalRow> {

    private final RecordReader records;
    private final String topic;
    private final int partition;
    private final long until;
    private final boolean failOnDataLoss;
    private final ClusterWording wording;
    private final MessageRows rows;
    private long expected;
    private long losses;
    private boolean ended;

    RecordBlockReader(
            RecordReader records,
            String topic,
            int partition,
            long from,
            long until,
            boolean failOnDataLoss,
            ClusterWording wording) {
        this.records = records;
        this.topic = topic;
        this.partition = partition;
        this.until = until;
        this.failOnDataLoss = failOnDataLoss;
        this.wording = wording;
        rows = new MessageRows(topic, Integer.toString(partition));
        expected = from;
    }

    @Override
    public boolean next() throws IOException {
        while (rows.isEmpty() && !ended) {
            fill();
        }
        return rows.next();
    }

    private void fill() throws IOException {
        while (!rows.isBlockFull() && !ended) {
            if (records.next()) {
                KafkaRow record = records.record();
                arrivedAt(record.offset());
                rows.block().add(record.offset(), record.arrival(), record.key(), record.value(), record.headers());
                expected = record.offset() + 1;
            } else {
                arrivedAt(until);
                ended = true;
            }
        }
        rows.endBlock();
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
            throw LostRecords.failure(List.of(range), wording);
        }
        rows.addLost(range);
    }

    @Override
    public InternalRow get() {
        return rows.get();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
