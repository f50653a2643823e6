package io.vigie.adapters.spark.spi;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.jspecify.annotations.Nullable;

/** A rejected message out of a row of {@link Tables#DEAD_LETTERS}, for a sink that hands it on as it came. */
public final class DeadLetter {

    private static final int REASON = Tables.DEAD_LETTERS.fieldIndex("reason");
    private static final int DETAIL = Tables.DEAD_LETTERS.fieldIndex("detail");
    private static final int PAYLOAD = Tables.DEAD_LETTERS.fieldIndex("payload");
    private static final int SOURCE = Tables.DEAD_LETTERS.fieldIndex("source");
    private static final int PARTITION = Tables.DEAD_LETTERS.fieldIndex("partition");
    private static final int OFFSET = Tables.DEAD_LETTERS.fieldIndex("offset");
    private static final int KEY = Tables.DEAD_LETTERS.fieldIndex("key");
    private static final int HEADERS = Tables.DEAD_LETTERS.fieldIndex("headers");

    /** Begins the names of the headers that say why a message was rejected, and where it came from. */
    private static final String OURS = "vigie.";

    /** Put before the name of a header that its sender called like one of those. */
    private static final String SENDERS = "sender.";

    /** How many headers say it. */
    static final int CAUSES = 5;

    private DeadLetter() {}

    /** Its key, where it had one. */
    public static byte @Nullable [] key(InternalRow row) {
        return row.isNullAt(KEY) ? null : row.getBinary(KEY);
    }

    /** Its bytes; none of a tombstone. */
    public static byte @Nullable [] payload(InternalRow row) {
        return row.isNullAt(PAYLOAD) ? null : row.getBinary(PAYLOAD);
    }

    /**
     * Its own headers, and after them why it was rejected and where it came from. One of its own that is called like those
     * is called {@code sender.vigie.…}: whoever reads the cause reads Vigie's, whether it takes the first header of a name
     * or the last.
     */
    public static List<MessageHeader> headers(InternalRow row) {
        List<MessageHeader> headers = new ArrayList<>();
        if (!row.isNullAt(HEADERS)) {
            ArrayData own = row.getArray(HEADERS);
            for (int i = 0; i < own.numElements(); i++) {
                InternalRow header = own.getStruct(i, 2);
                String name = header.getString(0);
                headers.add(new MessageHeader(
                        name.startsWith(OURS) ? SENDERS + name : name,
                        header.isNullAt(1) ? null : header.getBinary(1)));
            }
        }
        headers.add(new MessageHeader("vigie.reason", bytes(row, REASON)));
        headers.add(new MessageHeader("vigie.detail", bytes(row, DETAIL)));
        headers.add(new MessageHeader("vigie.topic", bytes(row, SOURCE)));
        headers.add(new MessageHeader("vigie.partition", bytes(row, PARTITION)));
        headers.add(new MessageHeader(
                "vigie.offset", Long.toString(row.getLong(OFFSET)).getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static byte @Nullable [] bytes(InternalRow row, int column) {
        return row.isNullAt(column) ? null : row.getUTF8String(column).getBytes();
    }
}
