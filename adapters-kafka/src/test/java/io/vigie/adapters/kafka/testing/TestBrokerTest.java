package io.vigie.adapters.kafka.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.adapters.spark.testing.Certificates;
import io.vigie.adapters.spark.testing.StoreFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The broker of the tests is one that tests can rely on. */
class TestBrokerTest {

    @ParameterizedTest
    @EnumSource(
            value = Listener.class,
            names = {"PLAINTEXT", "TLS", "MUTUAL_TLS"})
    void recordsGoInAndOutThroughEachListener(Listener listener) {
        isPassedThrough("through-" + listener, TestBroker.shared().clientSettings(listener));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void recordsGoInAndOutWithEachLogin(Listener listener, Login login) {
        isPassedThrough("through-" + listener + "-" + login, TestBroker.shared().clientSettings(listener, login));
    }

    static Stream<Arguments> logins() {
        return Stream.of(Login.values())
                .flatMap(login -> Stream.of(
                        Arguments.of(Listener.SASL_PLAINTEXT, login), Arguments.of(Listener.SASL_TLS, login)));
    }

    @ParameterizedTest
    @EnumSource(StoreFormat.class)
    void keysAndCertificatesAreGoodInEachFormat(StoreFormat format) {
        Certificates certificates = TestBroker.shared().certificates();
        Map<String, String> settings = TestBroker.shared().clientSettings(Listener.PLAINTEXT);
        settings.put("bootstrap.servers", TestBroker.shared().servers(Listener.MUTUAL_TLS));
        settings.put("security.protocol", "SSL");
        settings.putAll(TlsSettings.trusting(certificates.trust(format), format));
        settings.putAll(TlsSettings.identified(certificates.client(format), format));

        isPassedThrough("with-" + format, settings);
    }

    @Test
    void aWrongPasswordIsNotLetIn() {
        Map<String, String> settings = TestBroker.shared().clientSettings(Listener.SASL_PLAINTEXT, Login.SCRAM);
        settings.put("sasl.jaas.config", Login.SCRAM.client(TestBroker.USER, "guessed"));

        try (Topics topics = new Topics(settings)) {
            assertThatThrownBy(() -> topics.create("never", 1)).hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void nobodyTalksToAHostWithTheCertificateOfAnother() {
        try (Topics topics = new Topics(TestBroker.shared().clientSettings(Listener.OTHER_HOST))) {
            assertThatThrownBy(() -> topics.create("never", 1)).hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    @Test
    void topicsAreNotMadeByAskingForThem() {
        Topics topics = TestBroker.shared().topics().with("max.block.ms", "500");
        try (topics) {
            assertThatThrownBy(() -> topics.send("nowhere", "message")).isNotNull();
            assertThatThrownBy(() -> TestBroker.shared().topics().delete("nowhere"))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void recordsAreAsTheyWereSent() {
        Topics topics = TestBroker.shared().topics();
        topics.create("whole", 3);
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>("whole", 2, 1_234L, new byte[] {0, -1}, (byte[]) null);
        sent.headers().add(new RecordHeader("site", new byte[] {7}));

        topics.send(List.of(sent));

        assertThat(topics.records("whole")).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(2);
            assertThat(record.timestamp()).isEqualTo(1_234L);
            assertThat(record.key()).containsExactly(0, -1);
            assertThat(record.value()).isNull();
            assertThat(record.headers().lastHeader("site").value()).containsExactly(7);
        });
        assertThat(topics.endOffsets("whole")).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 1L));
    }

    @Test
    void abortedRecordsAreNotThere() {
        Topics topics = TestBroker.shared().topics();
        topics.create("transactions", 1);

        topics.sendInTransaction(false, List.of(record("transactions", "aborted")));
        topics.sendInTransaction(true, List.of(record("transactions", "committed")));

        assertThat(topics.values("transactions")).containsExactly("committed");
    }

    @Test
    void recordsAreGoneWhereRetentionHasPassed() {
        Topics topics = TestBroker.shared().topics();
        topics.create("retained", 1);
        topics.send("retained", "a", "b", "c");

        topics.deleteRecordsBefore("retained", 0, 2);

        assertThat(topics.beginningOffsets("retained")).isEqualTo(Map.of(0, 2L));
        assertThat(topics.values("retained")).containsExactly("c");
    }

    /** In short, {@code BrokerOutageTest} says so too. */
    @Test
    @Tag("long")
    void recordsOutlastAStopAndAKill(@TempDir Path directory) {
        try (TestBroker broker = TestBroker.start(directory)) {
            Topics topics = broker.topics();
            topics.create("lasting", 2);
            topics.sendKeyed("lasting", "key", "a", "b");

            broker.stop();
            assertThat(broker.isRunning()).isFalse();
            broker.startAgain();
            topics.sendKeyed("lasting", "key", "c");
            broker.kill();
            assertThat(broker.isRunning()).isFalse();
            broker.startAgain();
            topics.sendKeyed("lasting", "key", "d");

            assertThat(topics.values("lasting")).containsExactly("a", "b", "c", "d");
            assertThat(topics.records("lasting"))
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(topics.records("lasting").get(0).partition());
        }
    }

    private static void isPassedThrough(String topic, Map<String, String> settings) {
        try (Topics topics = new Topics(settings)) {
            topics.create(topic, 1);
            topics.send(topic, "first", "second");

            assertThat(topics.values(topic)).containsExactly("first", "second");
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
        return new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8));
    }
}
