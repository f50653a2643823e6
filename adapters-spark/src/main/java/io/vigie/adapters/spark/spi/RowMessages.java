package io.vigie.adapters.spark.spi;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.application.plan.Output;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Makes an output's rows into messages for topics and hubs. Rejected messages go on as they came, key and value byte for
 * byte, with the cause in headers after their own; all else becomes a JSON object with the columns' names in camel case,
 * keyed by device, so that what is told of a device stays in order.
 *
 * <p>A message that is too large for where it goes is cut: its longest text first, and only as far as is needed, so that
 * nothing that a sender can produce stops a pipeline. How many bytes its value had is in the header {@value #LENGTH}.
 */
public final class RowMessages implements Serializable {

    private static final long serialVersionUID = 1;

    /** Says of a message that was cut how long its value was. */
    private static final String LENGTH = "vigie.length";

    /** What the header of the length takes, and no less. */
    private static final int ROOM_FOR_LENGTH = 64;

    /** A message that has no more than this to spare is as long as need be. */
    private static final int TO_SPARE = 1_024;

    /** Texts of as many characters more or less are not worth another trial. */
    private static final int NEAR = 16;

    private final boolean deadLetters;
    private final RowJson json;
    private final int device;

    /** Of an output's rows, which have these columns, or those of {@link Tables#DEAD_LETTERS}. */
    public RowMessages(Output output, StructType columns) {
        deadLetters = output == Output.REJECTED;
        json = RowJson.of(output, deadLetters ? Tables.DEAD_LETTERS : columns);
        device = deadLetters ? -1 : columns.fieldIndex("device_id");
    }

    /**
     * A row as a message that fits.
     *
     * @param excess by how many bytes a message is too large, or below 0, how many it has to spare; where no more can be
     *     told than whether it fits, 1 and 0
     */
    public SentMessage message(InternalRow row, ToLongFunction<SentMessage> excess) {
        SentMessage whole = message(row, Integer.MAX_VALUE);
        long tooMuch = excess.applyAsLong(whole);
        return tooMuch <= 0 ? whole : fitting(row, whole, tooMuch, excess);
    }

    private SentMessage fitting(InternalRow row, SentMessage whole, long tooMuch, ToLongFunction<SentMessage> excess) {
        SentMessage fitting = cut(row, whole, 0);
        int fits = 0;
        int tooLong = whole.longestText();
        // Where one text is much longer than all others, which is the rule, the first trial is the best already.
        long trial = tooLong - tooMuch - ROOM_FOR_LENGTH;
        while (tooLong - fits > NEAR) {
            int longest = trial > fits && trial < tooLong ? (int) trial : fits + (tooLong - fits) / 2;
            SentMessage tried = cut(row, whole, longest);
            long more = excess.applyAsLong(tried);
            if (more > 0) {
                tooLong = longest;
            } else {
                fitting = tried;
                fits = longest;
                if (more < 0 && -more < TO_SPARE) {
                    break;
                }
            }
            // Where it can be told by how much it is too large still, that is to be cut too.
            trial = more > 1 ? longest - more : 0;
        }
        return fits > 0 || excess.applyAsLong(fitting) <= 0 ? fitting : withoutSendersHeaders(row, fitting);
    }

    private SentMessage message(InternalRow row, int longestText) {
        return deadLetters
                ? deadLetter(row, longestText)
                : new SentMessage(row.getUTF8String(device).getBytes(), json.bytes(row, longestText), List.of());
    }

    private static SentMessage deadLetter(InternalRow row, int longestText) {
        List<MessageHeader> headers = new ArrayList<>();
        for (MessageHeader header : DeadLetter.headers(row)) {
            headers.add(new MessageHeader(header.name(), CutText.of(header.value(), longestText)));
        }
        return new SentMessage(
                CutText.of(DeadLetter.key(row), longestText),
                CutText.of(DeadLetter.payload(row), longestText),
                headers);
    }

    private SentMessage cut(InternalRow row, SentMessage whole, int longestText) {
        SentMessage cut = message(row, longestText);
        List<MessageHeader> headers = new ArrayList<>(cut.headers());
        headers.add(length(whole));
        return new SentMessage(cut.key(), cut.value(), headers);
    }

    /** A sender may have had so many headers that nothing fits beside them. */
    private SentMessage withoutSendersHeaders(InternalRow row, SentMessage message) {
        int own = deadLetters ? DeadLetter.headers(row).size() - DeadLetter.CAUSES : 0;
        return new SentMessage(
                message.key(),
                message.value(),
                message.headers().subList(own, message.headers().size()));
    }

    private static MessageHeader length(SentMessage whole) {
        return new MessageHeader(LENGTH, Integer.toString(whole.length()).getBytes(StandardCharsets.US_ASCII));
    }
}
