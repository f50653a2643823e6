package io.vigie.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vigie.application.fleet.FleetSpec;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.simulation.FleetSimulation;
import io.vigie.application.simulation.RecordedTelemetry;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaTelemetryTest {

    private static final FleetSpec FLEET = FleetSpec.of(20, 5_000, 3).withMalformedShare(0.1);
    private static final SinkPlan.KafkaTopic TOPIC = topic("broker:9092", HashMap.empty());

    @Test
    void eachMessageIsARecordOfItsDeviceAtItsDelivery() {
        MockProducer<byte[], byte[]> producer = producer(true);
        try (KafkaTelemetry telemetry = new KafkaTelemetry(producer, TOPIC)) {
            new FleetSimulation(telemetry).simulate(FLEET);
        }

        RecordedTelemetry expected = RecordedTelemetry.of(FLEET);
        List<ProducerRecord<byte[], byte[]>> records = producer.history();
        assertThat(records).allMatch(record -> record.topic().equals("readings"));
        assertThat(records.stream().map(ProducerRecord::value)).containsExactlyElementsOf(expected.messages());
        assertThat(records.stream().map(ProducerRecord::timestamp)).containsExactlyElementsOf(expected.deliveries());
        assertThat(records.stream().map(record -> new String(record.key(), StandardCharsets.UTF_8)))
                .containsExactlyElementsOf(expected.devices());
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void whatABrokerDoesNotTakeEndsTheRunAndIsToldWithTopicAndServers() {
        MockProducer<byte[], byte[]> producer = producer(false);
        KafkaTelemetry telemetry = new KafkaTelemetry(producer, TOPIC);
        telemetry.message("pump-1", new byte[3], 0, 3, 5);
        producer.errorNext(new RecordTooLargeException("The record is too large."));

        assertThatThrownBy(() -> telemetry.message("pump-1", new byte[3], 0, 3, 6))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot write to the topic readings at broker:9092: The record is too large."
                        + " The records before are in the topic; simulate again into a topic that is empty.");
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void whatABrokerDoesNotTakeInTheEndIsToldToo() {
        MockProducer<byte[], byte[]> producer = producer(false);
        KafkaTelemetry telemetry = new KafkaTelemetry(producer, TOPIC);
        telemetry.message("pump-1", new byte[3], 0, 3, 5);
        producer.errorNext(new TimeoutException("Expired"));

        assertThatThrownBy(() -> telemetry.complete(
                        RecordedTelemetry.of(FLEET).summaries().get(0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("readings at broker:9092: Expired.");
    }

    @Test
    void aTopicThatIsNotThereIsToldFromBrokersThatAreNot() {
        assertThat(refusal(new TimeoutException("not present", new UnknownTopicOrPartitionException("unknown"))))
                .isEqualTo("There is no topic readings at broker:9092, and the brokers make none."
                        + " Make it, with as many partitions as you want.");
        assertThat(refusal(new TimeoutException("not present")))
                .isEqualTo("No broker at broker:9092 has answered within 20 s."
                        + " See whether one listens there, and whether it wants TLS or a login.");
        assertThat(refusal(new SaslAuthenticationException("Authentication failed: wrong password.")))
                .isEqualTo("The topic readings at broker:9092 cannot be written to:"
                        + " Authentication failed: wrong password.");
    }

    @Test
    void optionsThatKafkaDoesNotTakeAreToldOfAtOnce() {
        assertThat(KafkaTelemetry.open(topic("broker:9092", HashMap.of("kafka.linger.ms", SettingValue.plain("soon"))))
                        .getLeft())
                .startsWith("Kafka's client does not start: Invalid value soon for configuration linger.ms")
                .endsWith("See to the servers broker:9092 and the options.");
        assertThat(KafkaTelemetry.open(topic("no-such-host.invalid:9092", HashMap.empty()))
                        .getLeft())
                .startsWith("Kafka's client does not start: Failed to construct kafka producer, as No resolvable")
                .endsWith("See to the servers no-such-host.invalid:9092 and the options.");
    }

    private static String refusal(KafkaException error) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized List<PartitionInfo> partitionsFor(String topic) {
                        throw error;
                    }
                };
        String refusal = new KafkaTelemetry(producer, TOPIC).found().getLeft();
        assertThat(producer.closed()).isTrue();
        return refusal;
    }

    private static MockProducer<byte[], byte[]> producer(boolean takesAll) {
        return new MockProducer<>(takesAll, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static SinkPlan.KafkaTopic topic(String servers, Map<String, SettingValue> options) {
        return new SinkPlan.KafkaTopic(new KafkaCluster(servers, options), "readings");
    }
}
