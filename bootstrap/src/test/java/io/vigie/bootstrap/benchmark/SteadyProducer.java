package io.vigie.bootstrap.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends messages of a thousand devices at a steady rate, each a reading of now; after a pause it makes up for it. */
final class SteadyProducer implements AutoCloseable {

    /** The value of the first message: all violate a limit of 100. */
    static final int FIRST_VALUE = 1_000;

    private static final int DEVICES = 1_000;
    private static final long LONGEST_NAP = 1_000_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final int rate;
    private final SentTimes times;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    SteadyProducer(String servers, String topic, int rate, SentTimes times) {
        this.topic = topic;
        this.rate = rate;
        this.times = times;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends all messages, as long as somebody wants them.
     *
     * @return the rate that it reached, in messages a second
     * @throws IllegalStateException when the broker does not take one
     */
    double send(BooleanSupplier wanted) {
        long interval = 1_000_000_000L / rate;
        producer.partitionsFor(topic); // the first message does not wait for what is known of the topic
        long start = System.nanoTime();
        long due = start;
        for (int number = 0; number < times.planned() && wanted.getAsBoolean(); number++) {
            waitUntil(due);
            send(number);
            due += interval;
        }
        producer.flush();
        mustHaveSent();
        return times.count() / ((System.nanoTime() - start) / 1e9);
    }

    private static void waitUntil(long due) {
        long rest = due - System.nanoTime();
        while (rest > 0) {
            LockSupport.parkNanos(Math.min(rest, LONGEST_NAP));
            rest = due - System.nanoTime();
        }
    }

    private void send(int number) {
        mustHaveSent();
        String device = "device-" + number % DEVICES;
        times.sending(number);
        byte[] message = ("{\"deviceId\":\"" + device + "\",\"metric\":\"temperature\",\"value\":"
                        + (FIRST_VALUE + number) + ",\"unit\":\"celsius\",\"timestamp\":\""
                        + Instant.now().truncatedTo(ChronoUnit.MICROS) + "\"}")
                .getBytes(UTF_8);
        Future<?> unused =
                producer.send(new ProducerRecord<>(topic, device.getBytes(UTF_8), message), (metadata, e) -> {
                    if (e != null) {
                        failure.compareAndSet(null, e);
                    }
                });
    }

    private void mustHaveSent() {
        if (failure.get() != null) {
            throw new IllegalStateException("The broker did not take a message for " + topic, failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
