package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.spi.SparkSource.Shape;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
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
    private static final Messages NONE = () -> false;

    private final Iterator<Row> rows;
    private final Shape shape;
    private final MessageStage stage;
    private final Queue<T> handedOver;
    private final boolean atOnce;
    private final ReadingRows readings = new ReadingRows();

    /** A row is taken whose end the stage has not been told of. */
    private boolean isRowUnderWay;

    /** What is left of it. */
    private Messages left = NONE;

    /** The messages of a row, taken one by one: a row may hold very many, of which very much becomes. */
    private interface Messages {

        /** Takes the next one; false after the last. */
        boolean takeNext();
    }

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
        while (handedOver.isEmpty()) {
            if (!left.takeNext() && !goOn()) {
                return false;
            }
        }
        return true;
    }

    /** Ends the row under way, or goes on to the next; false after the last. */
    private boolean goOn() {
        if (isRowUnderWay) {
            isRowUnderWay = false;
            left = NONE;
            if (atOnce) {
                stage.flush();
                return true;
            }
            if (!rows.hasNext()) {
                stage.end();
                return true;
            }
        }
        if (!rows.hasNext()) {
            return false;
        }
        isRowUnderWay = true;
        left = take(rows.next());
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more messages");
        }
        return handedOver.remove();
    }

    private Messages take(Row row) {
        if (shape == Shape.READINGS) {
            readings.take(row, stage);
            return NONE;
        }
        String source = row.getString(MessageColumns.SOURCE);
        String partition = row.getString(MessageColumns.PARTITION);
        stage.source(source, partition);
        byte[] payload = row.isNullAt(MessageColumns.PAYLOAD) ? NOTHING : row.getAs(MessageColumns.PAYLOAD);
        long offset = row.getLong(MessageColumns.OFFSET);
        long arrival = row.getLong(MessageColumns.ARRIVAL);
        String reason = row.getString(MessageColumns.REASON);
        if (reason != null && !reason.equals(MessageColumns.PACKED)) {
            takeRefused(row, source, partition, payload, offset, arrival);
            return NONE;
        }
        String now = row.getString(MessageColumns.DETAIL);
        stage.now(now == null ? MessageStage.AS_THEY_ARRIVE : Long.parseLong(now));
        return shape == Shape.LINES && reason == null
                ? lines(payload, offset, arrival)
                : messages(new MessageBlock(payload));
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

    private Messages lines(byte[] block, long offset, long arrival) {
        MessageLines lines = new MessageLines(block);
        return () -> {
            boolean isAny = lines.next();
            if (isAny) {
                stage.line(block, lines.from(), lines.length(), offset + lines.from(), arrival);
            }
            return isAny;
        };
    }

    private Messages messages(MessageBlock block) {
        return () -> {
            boolean isAny = block.next();
            if (isAny) {
                stage.message(block);
            }
            return isAny;
        };
    }
}
