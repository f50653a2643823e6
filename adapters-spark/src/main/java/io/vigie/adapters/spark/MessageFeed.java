package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.MessageBlock;
import io.vigie.adapters.spark.spi.MessageColumns;
import io.vigie.adapters.spark.spi.SparkSource.Shape;
import io.vigie.application.port.out.LostRange;
import io.vigie.domain.reading.RejectionReason;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.apache.spark.sql.Row;

/** Takes the rows of a source apart, has an intake take the messages in them, and hands on what comes of that. */
final class MessageFeed<T> implements Iterator<T> {

    private static final byte[] NOTHING = {};

    private final Iterator<Row> rows;
    private final Shape shape;
    private final MessageIntake intake;
    private final Queue<T> handedOver;
    private final boolean atOnce;
    private final ReadingRows readings = new ReadingRows();

    /**
     * A feed.
     *
     * @param handedOver where the intake hands over to
     * @param atOnce whether what comes of a row is wanted before the next row is there
     */
    MessageFeed(Iterator<Row> rows, Shape shape, MessageIntake intake, Queue<T> handedOver, boolean atOnce) {
        this.rows = rows;
        this.shape = shape;
        this.intake = intake;
        this.handedOver = handedOver;
        this.atOnce = atOnce;
    }

    @Override
    public boolean hasNext() {
        while (handedOver.isEmpty() && rows.hasNext()) {
            take(rows.next());
            if (atOnce || !rows.hasNext()) {
                intake.flush();
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
            readings.take(row, intake);
            return;
        }
        String source = row.getString(MessageColumns.SOURCE);
        String partition = row.getString(MessageColumns.PARTITION);
        intake.source(source, partition);
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
                intake.message(block);
            }
        }
    }

    private void takeRefused(Row row, String source, String partition, byte[] payload, long offset, long arrival) {
        String reason = row.getString(MessageColumns.REASON);
        String detail = row.getString(MessageColumns.DETAIL);
        if (reason.equals(MessageColumns.LOST)) {
            intake.lost(new LostRange(
                    Objects.requireNonNullElse(source, ""),
                    Objects.requireNonNullElse(partition, ""),
                    offset,
                    Long.parseLong(detail)));
        } else {
            intake.refused(payload, offset, arrival, RejectionReason.valueOf(reason.toUpperCase(Locale.ROOT)), detail);
        }
    }

    private void takeLines(byte[] block, long offset, long arrival) {
        int from = 0;
        while (from < block.length) {
            int to = from;
            while (to < block.length && block[to] != '\n') {
                to++;
            }
            intake.message(block, from, to - from, offset + from, arrival);
            from = to + 1;
        }
    }
}
