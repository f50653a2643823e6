package io.vigie.adapters.eventhubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import io.vigie.adapters.spark.testing.TestSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EventContentTest {

    private static final Instant ENQUEUED = Instant.parse("2026-01-01T00:00:05Z");

    private final Hub hub = TestSource.newHub(1);

    @TempDir
    private Path directory;

    @SuppressWarnings("ArrayRecordComponent") // nobody compares contents
    private record Content(byte[] key, byte[] value, long arrival, Map<String, String> headers) {}

    private List<Content> read() throws Exception {
        List<Content> read = new ArrayList<>();
        SparkSource source =
                new EventHubsConnector().source(TestSource.of(hub).plan()).get();
        VoidFunction2<Dataset<Row>, Long> take = (rows, batch) -> {
            for (Row row : rows.collectAsList()) {
                MessageBlock block = new MessageBlock(row.getAs(MessageColumns.PAYLOAD));
                while (block.next()) {
                    read.add(new Content(block.key(), block.value(), block.arrival(), headers(block.headers())));
                }
            }
        };
        source.open(TestSession.get())
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", directory.toString())
                .foreachBatch(take)
                .start()
                .awaitTermination();
        return read;
    }

    private static Map<String, String> headers(byte[] encoded) {
        Map<String, String> headers = new TreeMap<>();
        if (encoded != null) {
            for (MessageHeader header : MessageHeaders.decode(encoded)) {
                headers.put(
                        header.name(),
                        header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }

    @Test
    void keyPropertiesAndWhatIotHubTellsComeWithTheEvent() throws Exception {
        byte[] body = {0, (byte) 0xff, 7};
        hub.publishAt(
                ENQUEUED,
                0,
                Event.of(body)
                        .withPartitionKey("boiler-7")
                        .withProperty("site", "lyon")
                        .withProperty("floor", 3)
                        .withProperty("checked", true)
                        .withSystemProperty("iothub-connection-device-id", "boiler-7")
                        .withSystemProperty("iothub-enqueuedtime", Date.from(ENQUEUED.minusSeconds(2)))
                        .withSystemProperty("content-type", "application/json"),
                Event.of(""));

        List<Content> read = read();

        assertThat(read).hasSize(2);
        Content rich = read.get(0);
        assertThat(rich.key()).asString().isEqualTo("boiler-7");
        assertThat(rich.value()).isEqualTo(body);
        assertThat(rich.arrival()).isEqualTo(ENQUEUED.minusSeconds(2).toEpochMilli() * 1_000);
        assertThat(rich.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "site", "lyon",
                        "floor", "3",
                        "checked", "true",
                        "iothub-connection-device-id", "boiler-7",
                        "iothub-enqueuedtime", ENQUEUED.minusSeconds(2).toString()));
        Content poor = read.get(1);
        assertThat(poor.key()).isNull();
        assertThat(poor.value()).isEmpty();
        assertThat(poor.arrival()).isEqualTo(ENQUEUED.toEpochMilli() * 1_000);
        assertThat(poor.headers()).isEmpty();
    }
}
