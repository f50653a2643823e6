package io.vigie.adapters.kafka.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a broker, by Kafka's own Java clients with nothing between. Each call waits until the broker has answered,
 * a minute at most.
 */
public final class Topics implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> settings;
    private @Nullable Admin admin;
    private @Nullable Producer<byte[], byte[]> producer;

    /** By clients with these settings, {@code bootstrap.servers} the least of them. */
    public Topics(Map<String, String> settings) {
        this.settings = new HashMap<>(settings);
        this.settings.putIfAbsent("default.api.timeout.ms", (int) PATIENCE.toMillis());
        this.settings.putIfAbsent("max.block.ms", PATIENCE.toMillis());
        // Of several requests the second could reach a topic that is being made, and the first not: the producer would
        // then go on trying in vain.
        this.settings.putIfAbsent("max.in.flight.requests.per.connection", 1);
    }

    /** The same through clients with one setting more, such as {@code compression.type}. */
    public Topics with(String setting, String value) {
        Map<String, String> more = new HashMap<>();
        settings.forEach((name, known) -> more.put(name, known.toString()));
        more.put(setting, value);
        return new Topics(more);
    }

    /** Makes a topic. */
    public void create(String topic, int partitions) {
        create(topic, partitions, Map.of());
    }

    /** Makes a topic with settings of its own, such as {@code cleanup.policy}. */
    public void create(String topic, int partitions, Map<String, String> topicSettings) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(topicSettings);
        await(admin().createTopics(List.of(wanted)).all());
    }

    /** Gives a topic more partitions, so many in all. */
    public void grow(String topic, int partitions) {
        await(admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all());
    }

    /** Takes a topic away. */
    public void delete(String topic) {
        await(admin().deleteTopics(List.of(topic)).all());
    }

    /** Appends values without keys, each to the partition that Kafka finds for it. */
    public List<RecordMetadata> send(String topic, String... values) {
        return send(Arrays.stream(values)
                .map(value -> new ProducerRecord<byte[], byte[]>(topic, bytes(value)))
                .toList());
    }

    /** Appends values with a key, all to the same partition. */
    public List<RecordMetadata> sendKeyed(String topic, String key, String... values) {
        return send(Arrays.stream(values)
                .map(value -> new ProducerRecord<>(topic, bytes(key), bytes(value)))
                .toList());
    }

    /** Appends records in their order; answers with where they are, in the same order. */
    public List<RecordMetadata> send(Iterable<ProducerRecord<byte[], byte[]>> records) {
        return send(producer(), records);
    }

    /** Appends records in one transaction, which is committed, or aborted in the end. */
    public List<RecordMetadata> sendInTransaction(boolean commit, Iterable<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> transactional = new HashMap<>(settings);
        transactional.put("transactional.id", UUID.randomUUID().toString());
        try (Producer<byte[], byte[]> own = newProducer(transactional)) {
            own.initTransactions();
            own.beginTransaction();
            List<RecordMetadata> places = send(own, records);
            if (commit) {
                own.commitTransaction();
            } else {
                own.abortTransaction();
            }
            return places;
        }
    }

    /** All records of a topic that are there now and not of an aborted transaction, by partition and offset. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = newConsumer()) {
            for (TopicPartition partition : partitions(consumer, topic)) {
                consumer.assign(Set.of(partition));
                consumer.seekToBeginning(Set.of(partition));
                long end = consumer.endOffsets(Set.of(partition)).get(partition);
                Instant deadline = Instant.now().plus(PATIENCE);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                    if (Instant.now().isAfter(deadline)) {
                        throw new IllegalStateException(partition + " ends at " + end + ", and after a minute "
                                + consumer.position(partition) + " is reached.");
                    }
                }
            }
        }
        return records;
    }

    /** The values of all records of a topic as text, by partition and offset. */
    public List<String> values(String topic) {
        return records(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The offset of the first record that is there, by partition. */
    public Map<Integer, Long> beginningOffsets(String topic) {
        try (Consumer<byte[], byte[]> consumer = newConsumer()) {
            return byPartition(consumer.beginningOffsets(partitions(consumer, topic)));
        }
    }

    /** The offset that the next record will have, by partition. */
    public Map<Integer, Long> endOffsets(String topic) {
        try (Consumer<byte[], byte[]> consumer = newConsumer()) {
            return byPartition(consumer.endOffsets(partitions(consumer, topic)));
        }
    }

    /** Drops what is before an offset, as retention does. */
    public void deleteRecordsBefore(String topic, int partition, long offset) {
        await(admin().deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    /** Ends its clients. */
    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }

    private static List<RecordMetadata> send(
            Producer<byte[], byte[]> producer, Iterable<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> places = new ArrayList<>();
        records.forEach(record -> places.add(producer.send(record)));
        producer.flush();
        return places.stream().map(Topics::await).toList();
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted((left, right) -> Integer.compare(left.partition(), right.partition()))
                .toList();
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> sorted = new TreeMap<>();
        offsets.forEach((partition, offset) -> sorted.put(partition.partition(), offset));
        return sorted;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = newProducer(settings);
        }
        return producer;
    }

    private static Producer<byte[], byte[]> newProducer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Consumer<byte[], byte[]> newConsumer() {
        Map<String, Object> reading = new HashMap<>(settings);
        reading.put("isolation.level", "read_committed");
        reading.put("enable.auto.commit", false);
        return new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The broker does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
