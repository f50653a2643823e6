package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.testing.CapturedLog;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.TopicSelection;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProducersTimesTest {

    private final Topics topics = TestBroker.shared().topics();
    private final CapturedLog log = new CapturedLog();
    private final String theirs = newTopic();
    private final String brokers = newTopic();

    @BeforeEach
    void topicsOfBothKinds() {
        topics.create(theirs, 1, Map.of("message.timestamp.type", "CreateTime"));
        topics.create(brokers, 1, Map.of("message.timestamp.type", "LogAppendTime"));
        log.start();
    }

    @AfterEach
    void giveTheLogBack() {
        log.stop();
    }

    private static SparkSource source(TestSource source) {
        return new KafkaConnector().source(source.plan()).get();
    }

    private java.util.List<String> told() {
        return log.text()
                .lines()
                .filter(line -> line.contains("CreateTime") && line.startsWith("WARN"))
                .toList();
    }

    @Test
    void aTopicWhoseTimesAreItsProducersIsToldOfAtTheStart() {
        source(TestSource.of(theirs, brokers)).open(TestSession.get());

        assertThat(told())
                .singleElement()
                .asString()
                .endsWith("The topic " + theirs + " has message.timestamp.type=CreateTime: when a record arrived is its"
                        + " producer's word, and a producer whose clock is wrong shifts the clock of all devices on its"
                        + " partition. Set message.timestamp.type=LogAppendTime there, or accept it where producers'"
                        + " clocks are right.");
    }

    @Test
    void itIsToldWithoutBatchesToo() {
        source(TestSource.of(theirs)).openContinuously(TestSession.get());

        assertThat(told()).singleElement().asString().contains(theirs);
    }

    @Test
    void aTopicWhoseTimesAreTheBrokersIsNot() {
        source(TestSource.of(brokers)).open(TestSession.get());

        assertThat(told()).isEmpty();
    }

    @Test
    void ofManyTopicsSomeAreNamed() {
        String prefix = newTopic();
        IntStream.range(0, 7).forEach(number -> topics.create(prefix + "-" + number, 1));

        source(TestSource.matching(prefix + "-.*")).open(TestSession.get());

        assertThat(told())
                .singleElement()
                .asString()
                .contains("The topics " + prefix + "-0, ", prefix + "-4 and 2 more have message");
    }

    /** As to one who has no right to. */
    @Test
    void whatABrokerDoesNotSayIsNotTold() {
        KafkaCluster cluster = TestSource.cluster(TestBroker.shared());

        ProducersTimes.tell(new io.vigie.adapters.kafka.Topics(
                new KafkaClients(cluster), new TopicSelection.Named(List.of(newTopic()))));

        assertThat(told()).isEmpty();
        assertThat(log.text()).contains("DEBUG", "Whose word the times of records are cannot be told: Kafka at ");
    }
}
