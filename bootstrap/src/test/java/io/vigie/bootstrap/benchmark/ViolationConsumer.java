package io.vigie.bootstrap.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads violations, and tells from their values which messages they are of. */
final class ViolationConsumer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long it listens for repeats once all have come. */
    private static final Duration REPEATS = Duration.ofSeconds(3);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final SentTimes times;
    private final ObjectMapper json = new ObjectMapper();
    private final BitSet seen = new BitSet();
    private final Histogram micros = new Histogram(3);
    private Instant began = Instant.EPOCH;
    private int doubled;

    ViolationConsumer(String servers, String topic, SentTimes times) {
        this.topic = topic;
        this.times = times;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Whatever is in the topic by now is of others. */
    void seekToEnd() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("There is no topic " + topic + ". Make it first.");
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeking is lazy, and must not be later than the first message
        began = Instant.now().minusMillis(1);
    }

    /** Reads until every message has come back, or nothing has come for long. */
    LatencyFigures collect() throws IOException {
        long last = System.nanoTime();
        int sent = 0;
        while (true) {
            for (ConsumerRecord<byte[], byte[]> violation : consumer.poll(POLL)) {
                take(violation.value());
            }
            boolean sending = sent < times.count();
            sent = times.count();
            long now = System.nanoTime();
            boolean complete = sent == times.planned() && seen.cardinality() == sent;
            if (sending) {
                last = now;
            }
            if (now - last > (complete ? REPEATS : PATIENCE).toNanos()) {
                return new LatencyFigures(sent, sent - seen.cardinality(), doubled, micros);
            }
        }
    }

    private void take(byte[] record) throws IOException {
        JsonNode violation = json.readTree(record);
        int number = violation.required("value").intValue() - SteadyProducer.FIRST_VALUE;
        if (Instant.parse(violation.required("eventTime").textValue()).isBefore(began)) {
            return; // of a run before
        }
        long nanos = times.nanosSince(number);
        if (seen.get(number)) {
            doubled++;
        } else {
            seen.set(number);
            if (!times.isWarmUp(number)) {
                micros.recordValue(nanos / 1_000);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
