package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.MessageBlock;
import io.vigie.adapters.spark.spi.MessageColumns;
import io.vigie.adapters.spark.spi.SparkSource.Shape;
import io.vigie.application.intake.MessageLines;
import io.vigie.application.port.out.LostRange;
import io.vigie.domain.reading.RejectionReason;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.apache.spark.sql.Row;

/** Takes the rows of a source apart, has a stage take the messages in them, and hands on what comes of that. */
final class MessageFeed<T> implements Iterator<T> {

    private static final byte[] NOTHING = {};

    private final Iterator<Row> rows;
    private final Shape shape;
    private final MessageStage stage;
    private final Queue<T> handedOver;
    private final boolean atOnce;
    private final ReadingRows readings = new ReadingRows();

    /**
     * A feed.
     *
     * @param handedOver where the stage hands over to
     * @param atOnce whether what comes of a row is wanted before the next row is there
     */
    MessageFeed(Iterator<Row> rows, Shape shape, MessageStage stage, Queue<T> handedOver, boolean atOnce) {
        this.rows = rows;
        this.shape = shape;
        this.stage = stage;
        this.handedOver = handedOver;
        this.atOnce = atOnce;
    }

    @Override
    public boolean hasNext() {
        while (handedOver.isEmpty() && rows.hasNext()) {
            take(rows.next());
            if (atOnce || !rows.hasNext()) {
                stage.flush();
            }
        }
        return !handedOver.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more messages");
        }
        return handedOver.remove();
    }

    private void take(Row row) {
        if (shape == Shape.READINGS) {
            readings.take(row, stage);
            return;
        }
        String source = row.getString(MessageColumns.SOURCE);
        String partition = row.getString(MessageColumns.PARTITION);
        stage.source(source, partition);
        byte[] payload = row.isNullAt(MessageColumns.PAYLOAD) ? NOTHING : row.getAs(MessageColumns.PAYLOAD);
        long offset = row.getLong(MessageColumns.OFFSET);
        long arrival = row.getLong(MessageColumns.ARRIVAL);
        if (!row.isNullAt(MessageColumns.REASON)) {
            takeRefused(row, source, partition, payload, offset, arrival);
        } else if (shape == Shape.LINES) {
            takeLines(payload, offset, arrival);
        } else {
            MessageBlock block = new MessageBlock(payload);
            while (block.next()) {
                stage.message(block);
            }
        }
    }

    private void takeRefused(Row row, String source, String partition, byte[] payload, long offset, long arrival) {
        String reason = row.getString(MessageColumns.REASON);
        String detail = row.getString(MessageColumns.DETAIL);
        if (reason.equals(MessageColumns.LOST)) {
            stage.lost(new LostRange(
                    Objects.requireNonNullElse(source, ""),
                    Objects.requireNonNullElse(partition, ""),
                    offset,
                    Long.parseLong(detail)));
        } else {
            stage.refused(payload, offset, arrival, RejectionReason.of(reason), detail);
        }
    }

    private void takeLines(byte[] block, long offset, long arrival) {
        MessageLines lines = new MessageLines(block);
        while (lines.next()) {
            stage.message(block, lines.from(), lines.length(), offset + lines.from(), arrival);
        }
    }
}
