package io.vigie.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.spi.SentMessage;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSizeTest {

    private static final int[] LENGTHS = {0, 1, 40, 63, 64, 8_191, 8_192, 100_000, 1_048_575, 1_048_576, 1_100_000};

    private final Random random = new Random(15);

    private byte @Nullable [] bytes() {
        return random.nextInt(10) == 0 ? null : new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
    }

    @Test
    void isThatOfTheBatchThatKafkaMakesOfTheRecord() {
        for (int i = 0; i < 300; i++) {
            byte[] key = bytes();
            byte[] value = bytes();
            List<MessageHeader> headers = new ArrayList<>();
            for (int left = random.nextInt(3); left > 0; left--) {
                headers.add(new MessageHeader("é".repeat(random.nextInt(70)), bytes()));
            }
            Header[] kafkas = headers.stream()
                    .map(header -> new RecordHeader(header.name(), header.value()))
                    .toArray(Header[]::new);
            int batch = MemoryRecords.withRecords(
                            Compression.NONE, new SimpleRecord(1_777_593_600_000L, key, value, kafkas))
                    .sizeInBytes();
            int request = AbstractRecords.estimateSizeInBytesUpperBound(
                    RecordBatch.CURRENT_MAGIC_VALUE,
                    CompressionType.NONE,
                    key == null ? null : ByteBuffer.wrap(key),
                    value == null ? null : ByteBuffer.wrap(value),
                    kafkas);
            SentMessage record = new SentMessage(key, value, headers);

            assertThat(new RecordSize(batch, request).applyAsLong(record)).isZero();
            assertThat(new RecordSize(batch - 1, request).applyAsLong(record)).isEqualTo(1);
            assertThat(new RecordSize(batch, request - 1).applyAsLong(record)).isEqualTo(1);
            assertThat(new RecordSize(batch + 9, request + 5).applyAsLong(record))
                    .isEqualTo(-5);
        }
    }

    @Test
    void countsANameInBytes() {
        SentMessage record = new SentMessage(null, null, List.of(new MessageHeader("é", new byte[0])));
        assertThat("é".getBytes(StandardCharsets.UTF_8)).hasSize(2);
        assertThat(new RecordSize(0, Long.MAX_VALUE).applyAsLong(record)).isEqualTo(61 + 1 + 3 + 1 + 1 + 1 + 3 + 1);
    }
}
