package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.MessageColumns;
import io.vigie.adapters.spark.spi.SparkSource.Shape;
import io.vigie.domain.reading.RejectionReason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import scala.Tuple4;

/**
 * The first stage, where the source's messages are: decodes them, checks each reading against the rules it may meet
 * by itself, and packs the readings by device. A shuffle then moves packs, not readings.
 */
final class DecodeMessages implements MapPartitionsFunction<Row, Tuple4<String, String, byte[], Instant>> {

    private static final long serialVersionUID = 1;

    private final CurrentPlan plan;
    private final Shape shape;

    DecodeMessages(CurrentPlan plan, Shape shape) {
        this.plan = plan;
        this.shape = shape;
    }

    @Override
    public Iterator<Tuple4<String, String, byte[], Instant>> call(Iterator<Row> messages) {
        return new Packing(messages, plan.get(), shape);
    }

    private static final class Packing implements Iterator<Tuple4<String, String, byte[], Instant>> {

        private final Iterator<Row> rows;
        private final Shape shape;
        private final Queue<Tuple4<String, String, byte[], Instant>> packs = new ArrayDeque<>();
        private final MessagePacker packer;
        private final ReadingRows readings = new ReadingRows();

        Packing(Iterator<Row> rows, StagePlan plan, Shape shape) {
            this.rows = rows;
            this.shape = shape;
            packer = new MessagePacker(plan, shape == Shape.MESSAGES, packs);
        }

        @Override
        public boolean hasNext() {
            while (packs.isEmpty() && rows.hasNext()) {
                take(rows.next());
                if (!rows.hasNext()) {
                    packer.flush();
                }
            }
            return !packs.isEmpty();
        }

        @Override
        public Tuple4<String, String, byte[], Instant> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more packs");
            }
            return packs.remove();
        }

        private void take(Row row) {
            if (shape == Shape.READINGS) {
                readings.take(row, packer);
                return;
            }
            packer.source(row.getString(MessageColumns.SOURCE), row.getString(MessageColumns.PARTITION));
            byte[] payload = row.isNullAt(MessageColumns.PAYLOAD) ? new byte[0] : row.getAs(MessageColumns.PAYLOAD);
            long offset = row.getLong(MessageColumns.OFFSET);
            long arrival = row.getLong(MessageColumns.ARRIVAL);
            if (!row.isNullAt(MessageColumns.REASON)) {
                packer.refused(
                        payload,
                        offset,
                        arrival,
                        RejectionReason.valueOf(
                                row.getString(MessageColumns.REASON).toUpperCase(Locale.ROOT)),
                        row.getString(MessageColumns.DETAIL));
            } else if (shape == Shape.LINES) {
                takeLines(payload, offset, arrival);
            } else {
                packer.message(payload, 0, payload.length, offset, arrival);
            }
        }

        private void takeLines(byte[] block, long offset, long arrival) {
            int from = 0;
            while (from < block.length) {
                int to = from;
                while (to < block.length && block[to] != '\n') {
                    to++;
                }
                packer.message(block, from, to - from, offset + from, arrival);
                from = to + 1;
            }
        }
    }
}
