package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.testing.TestPipeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as tests send them: each a reading of a device of its own, whose name tells one from the others. */
final class Records {

    private Records() {}

    /** A topic's name that no other test has. */
    static String newTopic() {
        return "test-" + UUID.randomUUID();
    }

    /** A reading, and nothing else that matters. */
    static String reading(String device) {
        return TestPipeline.flat(device, "temperature", 20.5, Duration.ZERO);
    }

    /** A reading in a partition. */
    static ProducerRecord<byte[], byte[]> record(String topic, int partition, String device) {
        return record(topic, partition, null, reading(device));
    }

    /** A value in a partition, at a time in milliseconds since 1970. */
    static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, @Nullable Long time, @Nullable String value) {
        return new ProducerRecord<>(topic, partition, time, (byte[]) null, value == null ? null : bytes(value));
    }

    /** Readings in a partition. */
    static List<ProducerRecord<byte[], byte[]>> records(String topic, int partition, String... devices) {
        return Stream.of(devices)
                .map(device -> record(topic, partition, device))
                .toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
