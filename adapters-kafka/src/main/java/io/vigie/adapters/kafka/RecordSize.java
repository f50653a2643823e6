package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.SentMessage;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells by how much a record is too large, on its own in a batch that is not compressed, as <a
 * href="https://kafka.apache.org/documentation/#recordbatch">Kafka writes it</a>.
 *
 * @param largestBatch the most bytes of a batch that the topic takes, its {@code max.message.bytes}
 * @param largestRequest the most bytes of a record that the producer sends, its {@code max.request.size}
 */
record RecordSize(long largestBatch, long largestRequest) implements ToLongFunction<SentMessage>, Serializable {

    private static final long serialVersionUID = 1;

    private static final int AROUND_A_BATCH = 61;
    private static final int ATTRIBUTES_AND_DIFFERENCES = 3;

    /** The most that the producer counts for attributes, differences and the record's own length. */
    private static final int MOST_AROUND_A_RECORD = 21;

    private static final int NULL = -1;

    @Override
    public long applyAsLong(SentMessage record) {
        long content = sizeOf(record.key())
                + sizeOf(record.value())
                + sizeOfLength(record.headers().size());
        for (MessageHeader header : record.headers()) {
            content += sizeOf(header.name().getBytes(StandardCharsets.UTF_8)) + sizeOf(header.value());
        }
        long body = ATTRIBUTES_AND_DIFFERENCES + content;
        return Math.max(
                AROUND_A_BATCH + sizeOfLength(body) + body - largestBatch,
                AROUND_A_BATCH + MOST_AROUND_A_RECORD + content - largestRequest);
    }

    private static long sizeOf(byte @Nullable [] bytes) {
        return bytes == null ? sizeOfLength(NULL) : sizeOfLength(bytes.length) + bytes.length;
    }

    /** As a number of variable length, whose last bit is its sign. */
    private static long sizeOfLength(long length) {
        long left = (length << 1) ^ (length >> 63);
        int size = 1;
        while (left > 0x7F) {
            left >>>= 7;
            size++;
        }
        return size;
    }
}
