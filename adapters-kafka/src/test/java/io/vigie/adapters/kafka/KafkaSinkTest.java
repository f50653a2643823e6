package io.vigie.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.JsonRows;
import io.vigie.adapters.spark.testing.SparkSinkContract;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class KafkaSinkTest extends SparkSinkContract {

    private static final int OWN_HEADERS = 5;

    private final Topics topics = TestBroker.shared().topics();
    private final String prefix = "sink-" + UUID.randomUUID() + "-";

    @BeforeEach
    void newTopics() {
        for (Output output : Output.values()) {
            topics.create(topic(output), 2);
        }
    }

    private String topic(Output output) {
        return prefix + output.word();
    }

    @Override
    protected SparkSink sink(Output output) {
        KafkaCluster shared = TestSource.cluster(TestBroker.shared());
        KafkaCluster impatient = new KafkaCluster(
                shared.servers(),
                shared.options()
                        .put("kafka.max.block.ms", SettingValue.plain("2000"))
                        .put("kafka.request.timeout.ms", SettingValue.plain("2000"))
                        .put("kafka.delivery.timeout.ms", SettingValue.plain("4000")));
        return new KafkaConnector()
                .sink(new SinkPlan.KafkaTopic(impatient, topic(output)), output, PIPELINE)
                .get();
    }

    @Override
    protected boolean isExactlyOnce() {
        return false;
    }

    @Override
    protected void spoil(Output output) {
        topics.delete(topic(output));
    }

    @Override
    protected void obstruct(Output output) {
        topics.delete(topic(output));
    }

    /** Alarms of rules on trial go to tables alone; and Kafka knows for itself when it received a dead letter. */
    @Override
    protected Row kept(Output output, Row row) {
        return switch (output) {
            case ALARMS -> without(row, Tables.ALARMS.fieldIndex("shadow"));
            case REJECTED -> without(row, Tables.REJECTED.fieldIndex("received_at"));
            case READINGS, WINDOWS, VIOLATIONS -> row;
        };
    }

    private static Row without(Row row, int column) {
        List<Object> columns = new ArrayList<>(JavaConverters.seqAsJavaList(row.toSeq()));
        columns.set(column, null);
        return RowFactory.create(columns.toArray());
    }

    @Override
    protected List<Row> written(Output output) {
        return topics.records(topic(output)).stream()
                .map(record -> output == Output.REJECTED ? deadLetter(record) : row(output, record))
                .toList();
    }

    private static Row deadLetter(ConsumerRecord<byte[], byte[]> record) {
        Header[] headers = record.headers().toArray();
        Map<String, String> cause = new HashMap<>();
        List<Row> own = new ArrayList<>();
        for (Header header : headers) {
            if (own.size() < headers.length - OWN_HEADERS) {
                own.add(RowFactory.create(header.key(), header.value()));
            } else {
                cause.put(header.key(), header.value() == null ? null : text(header.value()));
            }
        }
        return RowFactory.create(
                cause.get("vigie.reason"),
                cause.get("vigie.detail"),
                record.value(),
                cause.get("vigie.topic"),
                cause.get("vigie.partition"),
                Long.valueOf(cause.get("vigie.offset")),
                null,
                record.key(),
                own.isEmpty() ? null : JavaConverters.asScalaBuffer(own).toSeq());
    }

    private static Row row(Output output, ConsumerRecord<byte[], byte[]> record) {
        Row row = JsonRows.row(output, record.value());
        assertThat(text(record.key())).isEqualTo(row.getString(Tables.of(output).fieldIndex("device_id")));
        assertThat(record.headers()).isEmpty();
        return row;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aWindowsAggregatesAreFieldsToo() {
        topics.create(prefix + "aggregates", 1);
        var columns = Tables.WINDOWS.add("mean", DataTypes.DoubleType).add("p99_5", DataTypes.DoubleType);
        SparkSink sink = new KafkaConnector()
                .sink(
                        new SinkPlan.KafkaTopic(TestSource.cluster(TestBroker.shared()), prefix + "aggregates"),
                        Output.WINDOWS,
                        columns,
                        PIPELINE)
                .get();
        sink.prepare(session, new CheckpointProgress("the checkpoint", Option.none(), Option.none()));
        List<Object> row = new ArrayList<>(
                JavaConverters.seqAsJavaList(full(Output.WINDOWS, 1).toSeq()));
        row.addAll(Arrays.asList(20.5, null));

        sink.append(
                session.createDataFrame(List.of(RowFactory.create(row.toArray())), columns),
                new io.vigie.adapters.spark.spi.BatchId(PIPELINE, "checkpoint", 0));

        assertThat(topics.values(prefix + "aggregates"))
                .containsExactly("{\"window\":\"per-minute\",\"deviceId\":\"boiler-1\",\"metric\":\"temperature\","
                        + "\"windowStart\":\"2026-01-01T00:00:00.000001Z\",\"windowEnd\":\"1970-01-01T00:00:00Z\","
                        + "\"mean\":20.5}");
    }

    @Test
    void whatTheTopicWouldRefuseGoesCutWithItsLength() {
        SparkSink rejected = sink(Output.REJECTED);
        rejected.prepare(session, new CheckpointProgress("the checkpoint", Option.none(), Option.none()));
        byte[] large = new byte[1_048_500];
        List<Object> deadLetter = new ArrayList<>(
                JavaConverters.seqAsJavaList(full(Output.REJECTED, 1).toSeq()));
        deadLetter.set(2, large);
        deadLetter.addAll(Arrays.asList(
                null,
                JavaConverters.asScalaBuffer(List.of(
                                RowFactory.create("trace", new byte[] {4, 2}),
                                RowFactory.create("vigie.reason", new byte[] {'x'})))
                        .toSeq()));

        rejected.append(
                session.createDataFrame(List.of(RowFactory.create(deadLetter.toArray())), Tables.DEAD_LETTERS),
                new io.vigie.adapters.spark.spi.BatchId(PIPELINE, "checkpoint", 0));

        assertThat(topics.records(topic(Output.REJECTED))).singleElement().satisfies(record -> {
            assertThat(record.value().length).isBetween(1_040_000, 1_048_499);
            assertThat(record.headers().lastHeader("trace").value()).containsExactly(4, 2);
            assertThat(record.headers().headers("vigie.reason"))
                    .singleElement()
                    .satisfies(reason -> assertThat(text(reason.value())).isEqualTo("malformed"));
            assertThat(text(record.headers().lastHeader("vigie.length").value()))
                    .isEqualTo("1048500");
        });
    }

    @Test
    void howMuchATopicTakesIsItsOwnToSay() {
        topics.create(prefix + "small", 1, Map.of("max.message.bytes", "4000"));
        SparkSink rejected = new KafkaConnector()
                .sink(
                        new SinkPlan.KafkaTopic(TestSource.cluster(TestBroker.shared()), prefix + "small"),
                        Output.REJECTED,
                        PIPELINE)
                .get();
        rejected.prepare(session, new CheckpointProgress("the checkpoint", Option.none(), Option.none()));
        List<Object> deadLetter = new ArrayList<>(
                JavaConverters.seqAsJavaList(full(Output.REJECTED, 1).toSeq()));
        deadLetter.set(2, new byte[5_000]);
        deadLetter.addAll(Arrays.asList(null, null));

        rejected.append(
                session.createDataFrame(List.of(RowFactory.create(deadLetter.toArray())), Tables.DEAD_LETTERS),
                new io.vigie.adapters.spark.spi.BatchId(PIPELINE, "checkpoint", 0));

        assertThat(topics.records(prefix + "small")).singleElement().satisfies(record -> {
            assertThat(record.value().length).isBetween(3_000, 4_000);
            assertThat(text(record.headers().lastHeader("vigie.length").value()))
                    .isEqualTo("5000");
        });
    }
}
