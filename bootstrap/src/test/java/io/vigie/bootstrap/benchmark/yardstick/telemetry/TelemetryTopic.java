package io.vigie.bootstrap.benchmark.yardstick.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Telemetry as records of a topic, each with its device as key. */
public final class TelemetryTopic {

    private static final int BATCH_BYTES = 1 << 18;

    private TelemetryTopic() {}

    /**
     * Appends so many messages to a topic that is there.
     *
     * @throws IllegalStateException when the broker does not take one
     */
    public static void fill(String servers, String topic, TelemetryLines lines, int messages) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ProducerConfig.LINGER_MS_CONFIG, 20,
                        ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < messages && failure.get() == null; i++) {
                byte[] message = lines.next().getBytes(UTF_8);
                Future<?> unused = producer.send(
                        new ProducerRecord<>(topic, lines.device().getBytes(UTF_8), message), (place, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The broker did not take all messages for " + topic, failure.get());
        }
    }
}
