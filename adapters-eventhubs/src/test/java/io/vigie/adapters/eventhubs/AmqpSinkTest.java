package io.vigie.adapters.eventhubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.StoredEvent;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.JsonRows;
import io.vigie.adapters.spark.testing.SparkSinkContract;
import io.vigie.application.plan.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.collection.JavaConverters;

@Timeout(150)
class AmqpSinkTest extends SparkSinkContract {

    private static final String BASE64 = "base64:";

    private final Map<Output, Hub> hubs = new EnumMap<>(Output.class);

    private Hub hub(Output output) {
        return hubs.computeIfAbsent(output, each -> TestSource.newHub(2));
    }

    @Override
    protected SparkSink sink(Output output) {
        return new EventHubsConnector()
                .sink(TestSource.sink(hub(output)), output, PIPELINE)
                .get();
    }

    @Override
    protected boolean isExactlyOnce() {
        return false;
    }

    @Override
    protected void spoil(Output output) {
        TestSource.shared().deleteHub(hub(output).name());
    }

    @Override
    protected void obstruct(Output output) {
        TestSource.shared().deleteHub(hub(output).name());
    }

    /**
     * Alarms of rules on trial go to tables alone; the hub knows for itself when it received a dead letter, and has no
     * events without a body.
     */
    @Override
    protected Row kept(Output output, Row row) {
        return switch (output) {
            case ALARMS -> with(row, Tables.ALARMS.fieldIndex("shadow"), null);
            case REJECTED -> deadLetterKept(row);
            case READINGS, WINDOWS, VIOLATIONS -> row;
        };
    }

    private static Row deadLetterKept(Row row) {
        int payload = Tables.DEAD_LETTERS.fieldIndex("payload");
        int headers = Tables.DEAD_LETTERS.fieldIndex("headers");
        Row kept = with(row, Tables.DEAD_LETTERS.fieldIndex("received_at"), null);
        if (!row.isNullAt(headers)) {
            kept = with(kept, headers, inOrder(new ArrayList<>(row.<Row>getList(headers))));
        }
        return row.isNullAt(payload) ? with(kept, payload, new byte[0]) : kept;
    }

    /** An event's properties have none. */
    private static Object inOrder(List<Row> headers) {
        headers.sort(
                Comparator.comparing((Row header) -> header.getString(0)).thenComparing(header -> header.isNullAt(1)));
        return JavaConverters.asScalaBuffer(headers).toSeq();
    }

    private static Row with(Row row, int column, Object value) {
        List<Object> columns = new ArrayList<>(JavaConverters.seqAsJavaList(row.toSeq()));
        columns.set(column, value);
        return RowFactory.create(columns.toArray());
    }

    @Override
    protected List<Row> written(Output output) {
        return hub(output).events().stream()
                .map(StoredEvent::event)
                .map(event -> output == Output.REJECTED ? deadLetter(event) : row(output, event))
                .toList();
    }

    private static Row row(Output output, Event event) {
        Row row = JsonRows.row(output, event.body());
        assertThat(event.partitionKey().getOrNull())
                .isEqualTo(row.getString(Tables.of(output).fieldIndex("device_id")));
        assertThat(event.properties()).isEmpty();
        return row;
    }

    private static Row deadLetter(Event event) {
        Map<String, Object> cause = new TreeMap<>(event.properties());
        List<Row> own = new ArrayList<>();
        event.properties().forEach((name, value) -> {
            if (!name.startsWith("vigie.")) {
                own.add(RowFactory.create(name.replace(".2", ""), bytes(value)));
            }
        });
        return RowFactory.create(
                cause.get("vigie.reason"),
                cause.get("vigie.detail"),
                event.body(),
                cause.get("vigie.topic"),
                cause.get("vigie.partition"),
                Long.valueOf((String) cause.get("vigie.offset")),
                null,
                event.partitionKey()
                        .map(key -> key.getBytes(StandardCharsets.UTF_8))
                        .getOrElse(() -> bytes(cause.get("vigie.key"))),
                own.isEmpty() ? null : inOrder(own));
    }

    private static byte[] bytes(Object value) {
        if (value instanceof String text && text.startsWith(BASE64)) {
            return Base64.getDecoder().decode(text.substring(BASE64.length()));
        }
        return value == null ? null : ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatTheHubWouldRefuseGoesCutWithItsLength() {
        SparkSink rejected = sink(Output.REJECTED);
        rejected.prepare(session, new CheckpointProgress("the checkpoint", Option.none(), Option.none()));
        List<Object> deadLetter = new ArrayList<>(
                JavaConverters.seqAsJavaList(full(Output.REJECTED, 1).toSeq()));
        deadLetter.set(2, new byte[1_048_500]);
        deadLetter.addAll(Arrays.asList(
                new byte[] {'k'},
                JavaConverters.asScalaBuffer(List.of(
                                RowFactory.create("trace", new byte[] {'4', '2'}),
                                RowFactory.create("vigie.reason", new byte[] {'x'})))
                        .toSeq()));

        rejected.append(
                session.createDataFrame(List.of(RowFactory.create(deadLetter.toArray())), Tables.DEAD_LETTERS),
                new BatchId(PIPELINE, "checkpoint", 0));

        assertThat(hub(Output.REJECTED).events())
                .singleElement()
                .extracting(StoredEvent::event)
                .satisfies(event -> {
                    assertThat(event.body().length).isBetween(1_030_000, 1_048_499);
                    assertThat(event.partitionKey()).containsExactly("k");
                    assertThat(event.properties())
                            .containsEntry("trace", "42")
                            .containsEntry("vigie.reason", "malformed")
                            .containsEntry("sender.vigie.reason", "x")
                            .containsEntry("vigie.length", "1048500");
                });
    }
}
