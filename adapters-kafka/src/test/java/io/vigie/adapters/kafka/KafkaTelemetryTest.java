package io.vigie.adapters.kafka;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vigie.adapters.kafka.testing.Listener;
import io.vigie.adapters.kafka.testing.Login;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.simulation.FleetSimulation;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.application.simulation.RecordedTelemetry;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        assertThat(refusal(new TimeoutException("not present"))).startsWith("Kafka at broker:9092 does not answer: ");
        assertThat(refusal(new SaslAuthenticationException("Authentication failed: wrong password.")))
                .startsWith(
                        "Kafka at broker:9092 does not let the pipeline in: Authentication failed: wrong password.");
    }

    @Test
    void optionsThatKafkaDoesNotTakeAreToldOfAtOnce() {
        assertThatThrownBy(() -> KafkaTelemetry.open(
                        topic("broker:9092", HashMap.of("kafka.linger.ms", SettingValue.plain("soon")))))
                .isInstanceOf(PipelineRefused.class)
                .hasMessageStartingWith(
                        "Kafka at broker:9092 cannot be used: Invalid value soon for configuration linger.ms");
        assertThatThrownBy(() -> KafkaTelemetry.open(topic("no-such-host.invalid:9092", HashMap.empty())))
                .isInstanceOf(PipelineRefused.class)
                .hasMessageContaining("No resolvable bootstrap urls");
    }

    @Test
    void aTopicOfARealBrokerHasTheDevicesMessagesInOrder() {
        TestBroker broker = TestBroker.shared();
        broker.topics().create("telemetry", 3);
        SinkPlan.KafkaTopic topic =
                new SinkPlan.KafkaTopic(new KafkaCluster(broker.servers(), HashMap.empty()), "telemetry");
        try (KafkaTelemetry telemetry = KafkaTelemetry.open(topic)) {
            new FleetSimulation(telemetry).simulate(FLEET);
        }

        assertThat(byDevice(broker.topics().records("telemetry").stream()
                        .map(record -> entry(new String(record.key(), StandardCharsets.UTF_8), text(record.value())))))
                .isEqualTo(byDevice(messages()));
    }

    @Test
    void aRealBrokerLetsInWhoHasThePasswordAndNobodyElse() {
        TestBroker broker = TestBroker.shared();
        broker.topics().create("guarded-telemetry", 1);
        Map<String, SettingValue> settings = HashMap.ofAll(broker.clientSettings(Listener.SASL_TLS, Login.SCRAM))
                .mapKeys("kafka."::concat)
                .mapValues(SettingValue::plain);
        String servers = broker.servers(Listener.SASL_TLS);
        try (KafkaTelemetry telemetry = KafkaTelemetry.open(
                new SinkPlan.KafkaTopic(new KafkaCluster(servers, settings), "guarded-telemetry"))) {
            new FleetSimulation(telemetry).simulate(FLEET);
        }
        assertThat(broker.topics().values("guarded-telemetry")).hasSize(5_000);

        Map<String, SettingValue> wrong =
                settings.mapValues(value -> SettingValue.plain(value.value().replace(TestBroker.PASSWORD, "a guess")));
        assertThatThrownBy(() -> KafkaTelemetry.open(
                        new SinkPlan.KafkaTopic(new KafkaCluster(servers, wrong), "guarded-telemetry")))
                .isInstanceOf(PipelineRefused.class)
                .hasMessageStartingWith("Kafka at " + servers + " does not let the pipeline in: ");
    }

    private static Stream<java.util.Map.Entry<String, String>> messages() {
        RecordedTelemetry expected = RecordedTelemetry.of(FLEET);
        return IntStream.range(0, expected.messages().size())
                .mapToObj(i -> entry(
                        expected.devices().get(i), text(expected.messages().get(i))));
    }

    private static java.util.Map<String, List<String>> byDevice(Stream<java.util.Map.Entry<String, String>> messages) {
        return messages.collect(Collectors.groupingBy(
                java.util.Map.Entry::getKey, Collectors.mapping(java.util.Map.Entry::getValue, Collectors.toList())));
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }

    private static String refusal(KafkaException error) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized List<PartitionInfo> partitionsFor(String topic) {
                        throw error;
                    }
                };
        PipelineRefused refusal =
                catchThrowableOfType(PipelineRefused.class, () -> new KafkaTelemetry(producer, TOPIC).found());
        assertThat(producer.closed()).isTrue();
        return String.valueOf(refusal.getMessage());
    }

    private static MockProducer<byte[], byte[]> producer(boolean takesAll) {
        return new MockProducer<>(takesAll, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static SinkPlan.KafkaTopic topic(String servers, Map<String, SettingValue> options) {
        return new SinkPlan.KafkaTopic(new KafkaCluster(servers, options), "readings");
    }
}
