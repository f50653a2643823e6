package io.vigie.adapters.kafka;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.testing.Message;
import io.vigie.adapters.spark.testing.SparkSourceContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;

class KafkaSourceTest extends SparkSourceContract {

    private static final long TIME = Instant.parse("2026-01-01T00:00:00.010Z").toEpochMilli();

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = "source-" + UUID.randomUUID();
    private int sent;

    @BeforeEach
    void newTopic() {
        topics.create(topic, 2);
    }

    @Override
    protected SparkSource source() {
        return new KafkaConnector().source(TestSource.of(topic).plan()).get();
    }

    @Override
    protected SparkSource absent() {
        return new KafkaConnector().source(TestSource.of("absent").plan()).get();
    }

    @Override
    protected List<Message> send() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            byte[] value = ("message \u00e9 " + sent).getBytes(StandardCharsets.UTF_8);
            records.add(new ProducerRecord<>(topic, i % 2, TIME + sent, null, value));
            sent++;
        }
        List<RecordMetadata> places = topics.send(records);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            messages.add(Message.of(
                    records.get(i).value(),
                    topic,
                    Integer.toString(places.get(i).partition()),
                    places.get(i).offset(),
                    Instant.ofEpochMilli(records.get(i).timestamp())));
        }
        return messages;
    }
}
