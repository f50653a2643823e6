package io.vigie.adapters.spark.testing;

import io.vigie.adapters.spark.spi.SparkSource.Shape;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A message, or a reading decoded before, with its place in the source.
 *
 * @param content the message's bytes, each as one character; of a reading, device, metric and value with blanks between
 * @param source where it comes from
 * @param partition the part of the source, where it has any
 * @param offset its place there
 * @param arrival when it arrived
 */
public record Message(
        String content, String source, @Nullable String partition, long offset, Instant arrival) {

    /** A message of these bytes. */
    public static Message of(byte[] content, String source, @Nullable String partition, long offset, Instant arrival) {
        return new Message(new String(content, StandardCharsets.ISO_8859_1), source, partition, offset, arrival);
    }

    /** The messages that a row of a source is; what the source itself refuses is an error. */
    static List<Message> in(Row row, Shape shape) {
        if (shape == Shape.READINGS) {
            return List.of(reading(row));
        }
        boolean isPacked = MessageColumns.PACKED.equals(row.getString(MessageColumns.REASON));
        if (!row.isNullAt(MessageColumns.REASON) && !isPacked) {
            throw new AssertionError("The source refuses a message: " + row.getString(MessageColumns.DETAIL));
        }
        byte[] payload = row.getAs(MessageColumns.PAYLOAD);
        String source = row.getString(MessageColumns.SOURCE);
        String partition = row.getString(MessageColumns.PARTITION);
        long offset = row.getLong(MessageColumns.OFFSET);
        Instant arrival = Instant.EPOCH.plus(row.getLong(MessageColumns.ARRIVAL), ChronoUnit.MICROS);
        if (shape == Shape.MESSAGES || isPacked) {
            return messages(payload, source, partition);
        }
        return lines(new String(payload, StandardCharsets.ISO_8859_1), source, partition, offset, arrival);
    }

    private static List<Message> messages(byte[] packed, String source, @Nullable String partition) {
        List<Message> messages = new ArrayList<>();
        MessageBlock block = new MessageBlock(packed);
        while (block.next()) {
            byte[] value = Objects.requireNonNullElse(block.value(), new byte[0]);
            messages.add(of(
                    value, source, partition, block.offset(), Instant.EPOCH.plus(block.arrival(), ChronoUnit.MICROS)));
        }
        return messages;
    }

    /** The messages that a block of lines is, the first one at this offset. */
    public static List<Message> lines(
            String block, String source, @Nullable String partition, long offset, Instant arrival) {
        List<Message> lines = new ArrayList<>();
        long place = offset;
        for (String line : block.split("(?<=\n)", -1)) {
            if (!line.isEmpty()) {
                lines.add(new Message(line.replace("\n", ""), source, partition, place, arrival));
                place += line.length();
            }
        }
        return lines;
    }

    private static Message reading(Row row) {
        String content =
                row.<String>getAs("device_id") + " " + row.<String>getAs("metric") + " " + row.<Double>getAs("value");
        Timestamp arrival = row.getTimestamp(Tables.READINGS.fieldIndex("ingested_at"));
        return new Message(
                content, row.getAs("source"), row.getAs("partition"), row.<Long>getAs("offset"), arrival.toInstant());
    }
}
