package io.vigie.adapters.spark;

import io.vavr.collection.Seq;
import io.vigie.adapters.spark.spi.MessageColumns;
import io.vigie.application.decoding.DecodedMessage;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.DecodingLimits;
import io.vigie.application.decoding.MessageDecoder;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Decodes blocks of lines to rows of history, block by block. */
final class DecodeHistory implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    private final PayloadFormat format;

    DecodeHistory(PayloadFormat format) {
        this.format = format;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> blocks) {
        return new Decoding(blocks, MessageDecoder.of(format, DecodingLimits.DEFAULT));
    }

    private static final class Decoding implements Iterator<Row>, DecodedMessage {

        private final Iterator<Row> blocks;
        private final MessageDecoder decoder;
        private final Queue<Row> rows = new ArrayDeque<>();
        private String source = "";
        private long arrival;
        private long offset;

        Decoding(Iterator<Row> blocks, MessageDecoder decoder) {
            this.blocks = blocks;
            this.decoder = decoder;
        }

        @Override
        public boolean hasNext() {
            while (rows.isEmpty() && blocks.hasNext()) {
                decode(blocks.next());
            }
            return !rows.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more history");
            }
            return rows.remove();
        }

        private void decode(Row block) {
            source = block.getString(MessageColumns.SOURCE);
            arrival = block.getLong(MessageColumns.ARRIVAL);
            long start = block.getLong(MessageColumns.OFFSET);
            if (!block.isNullAt(MessageColumns.REASON)) {
                rejected(block.getString(MessageColumns.REASON));
                return;
            }
            byte[] lines = block.getAs(MessageColumns.PAYLOAD);
            int from = 0;
            while (from < lines.length) {
                int to = from;
                while (to < lines.length && lines[to] != '\n') {
                    to++;
                }
                offset = start + from;
                decoder.decode(lines, from, to - from, arrival, this);
                from = to + 1;
            }
        }

        @Override
        public void reading(DecodedReading reading) {
            rows.add(RowFactory.create(
                    reading.device().toString(),
                    reading.metric().toString(),
                    reading.value(),
                    reading.unit().isPresent() ? reading.unit().toString() : null,
                    reading.eventTime(),
                    false,
                    arrival,
                    source,
                    null,
                    offset,
                    null));
        }

        @Override
        public void rejected(Seq<Defect> defects) {
            rejected(defects.head().reason().word());
        }

        private void rejected(String reason) {
            rows.add(RowFactory.create(null, null, null, null, null, false, arrival, source, null, offset, reason));
        }
    }
}
