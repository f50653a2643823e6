package io.vigie.adapters.kafka;

import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.simulation.Label;
import io.vigie.application.simulation.SimulationSummary;
import io.vigie.application.simulation.WriteTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry as a Kafka topic: each message is a record, its key the name of its device, so that a device's messages are
 * in one partition and in order; its timestamp is that of the delivery. Labels have no place in a topic and are passed
 * over.
 *
 * <p>Not thread-safe. A message that the brokers do not take is an {@link UncheckedIOException}, which names the topic
 * and the servers, at one of the next messages or at the end.
 */
public final class KafkaTelemetry implements WriteTelemetry, AutoCloseable {

    private static final int MILLISECONDS_TO_FIND_THE_TOPIC = 20_000;

    /** Large and few requests; a record waits no longer than this for others. */
    private static final int BATCH_BYTES = 1 << 18;

    private static final int MILLISECONDS_TO_WAIT = 20;
    private static final int BUFFER_BYTES = 1 << 26;

    private final Producer<byte[], byte[]> producer;
    private final SinkPlan.KafkaTopic topic;
    private final Map<String, byte[]> keys = new HashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Callback callback = (taken, error) -> {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
    };

    KafkaTelemetry(Producer<byte[], byte[]> producer, SinkPlan.KafkaTopic topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Connects to a topic, which must exist, or be made by the brokers when it is asked for.
     *
     * @throws PipelineRefused when it cannot be written to, within about 20 seconds
     */
    public static KafkaTelemetry open(SinkPlan.KafkaTopic topic) {
        try {
            KafkaTelemetry found = new KafkaTelemetry(
                            new KafkaProducer<>(settings(topic), new ByteArraySerializer(), new ByteArraySerializer()),
                            topic)
                    .found();
            Topics.awaitEach(new KafkaClients(topic.cluster()), topic.topic());
            return found;
        } catch (KafkaException e) {
            throw new KafkaClients(topic.cluster()).refused(e);
        }
    }

    /** This, if the brokers tell of the topic; else it is closed. */
    KafkaTelemetry found() {
        try {
            producer.partitionsFor(topic.topic());
            return this;
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e.getCause() instanceof UnknownTopicOrPartitionException
                    ? new PipelineRefused(
                            "There is no topic " + topic.topic() + " at "
                                    + topic.cluster().servers()
                                    + ", and the brokers make none. Make it, with as many partitions as you want.",
                            e)
                    : new KafkaClients(topic.cluster()).refused(e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    public void message(String device, byte[] buffer, int offset, int length, long deliveredAt) {
        throwFailure();
        byte[] key = keys.computeIfAbsent(device, name -> name.getBytes(StandardCharsets.UTF_8));
        byte[] value = Arrays.copyOfRange(buffer, offset, offset + length);
        try {
            producer.send(new ProducerRecord<>(topic.topic(), null, deliveredAt, key, value), callback);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    @Override
    public void label(Label label) {}

    @Override
    public void complete(SimulationSummary summary) {
        try {
            producer.flush();
        } catch (InterruptException e) {
            throw failed(e);
        }
        throwFailure();
    }

    /** Lets go of the brokers; what they have not taken yet is lost. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private void throwFailure() {
        Exception found = failure.get();
        if (found != null) {
            throw failed(found);
        }
    }

    private UncheckedIOException failed(Exception cause) {
        return new UncheckedIOException(
                "Cannot write to the topic " + topic.topic() + " at "
                        + topic.cluster().servers() + ": " + KafkaClients.deepest(cause)
                        + ". The records before are in the topic; simulate again into a topic that is empty.",
                new IOException(cause));
    }

    private static Map<String, Object> settings(SinkPlan.KafkaTopic topic) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "vigie-simulate",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES,
                ProducerConfig.LINGER_MS_CONFIG,
                MILLISECONDS_TO_WAIT,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                MILLISECONDS_TO_FIND_THE_TOPIC));
        settings.putAll(new KafkaClients(topic.cluster()).settings());
        return settings;
    }
}
