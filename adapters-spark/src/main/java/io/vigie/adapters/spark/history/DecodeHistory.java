package io.vigie.adapters.spark.history;

import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.intake.IntakeTarget;
import io.vigie.application.intake.MessageIntake;
import io.vigie.application.intake.MessageLines;
import io.vigie.application.intake.Rejection;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.RejectionReason;
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
    private final TimePolicy time;

    DecodeHistory(PayloadFormat format, TimePolicy time) {
        this.format = format;
        this.time = time;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> blocks) {
        return new Decoding(blocks, format, time);
    }

    private static final class Decoding implements Iterator<Row>, IntakeTarget {

        private final Iterator<Row> blocks;
        private final MessageIntake intake;
        private final Queue<Row> rows = new ArrayDeque<>();
        private String source = "";
        private long arrival;
        private long offset;

        /** How many readings the message under way has given. */
        private int position;

        Decoding(Iterator<Row> blocks, PayloadFormat format, TimePolicy time) {
            this.blocks = blocks;
            intake = MessageIntake.ofHistory(format, time, this);
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
            offset = start;
            String reason = block.getString(MessageColumns.REASON);
            byte[] payload = block.getAs(MessageColumns.PAYLOAD);
            if (MessageColumns.PACKED.equals(reason)) {
                decode(new MessageBlock(payload));
                return;
            }
            if (reason != null) {
                intake.refused(RejectionReason.of(reason), block.getString(MessageColumns.DETAIL));
                return;
            }
            MessageLines lines = new MessageLines(payload);
            while (lines.next()) {
                offset = start + lines.from();
                position = 0;
                intake.message(payload, lines.from(), lines.length(), arrival);
            }
        }

        private void decode(MessageBlock messages) {
            while (messages.next()) {
                offset = messages.offset();
                position = 0;
                intake.message(messages.buffer(), messages.from(), messages.length(), arrival);
            }
        }

        @Override
        public void taken(DecodedReading reading) {
            rows.add(RowFactory.create(
                    reading.device().toString(),
                    reading.metric().toString(),
                    reading.value(),
                    reading.unit().isPresent() ? reading.unit().toString() : null,
                    reading.eventTime(),
                    arrival,
                    source,
                    null,
                    offset,
                    position++,
                    null));
        }

        @Override
        public void rejected(Rejection rejection) {
            String reason = rejection.reason().word();
            rows.add(RowFactory.create(null, null, null, null, null, arrival, source, null, offset, null, reason));
        }
    }
}
