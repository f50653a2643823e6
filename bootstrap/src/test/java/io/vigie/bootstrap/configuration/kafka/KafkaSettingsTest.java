package io.vigie.bootstrap.configuration.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The list of Kafka's settings against Kafka itself. */
class KafkaSettingsTest {

    private static final Map<String, ConfigDef.ConfigKey> OF_KAFKA = ofKafka();

    @Test
    void theListIsThatOfKafkasClients() {
        assertThat(KafkaSettings.NAMES).containsExactlyElementsOf(OF_KAFKA.keySet());
    }

    @Test
    void whatKafkaHidesIsASecretUnlessItIsACertificate() {
        assertThat(OF_KAFKA.values().stream()
                        .filter(setting ->
                                setting.type == ConfigDef.Type.PASSWORD && KafkaSettings.isHarmless(setting.name))
                        .map(setting -> setting.name))
                .containsExactly("ssl.keystore.certificate.chain", "ssl.truststore.certificates");
        assertThat(OF_KAFKA.values())
                .filteredOn(setting -> setting.type != ConfigDef.Type.PASSWORD)
                .allSatisfy(setting -> assertThat(KafkaSettings.isHarmless(setting.name))
                        .as(setting.name)
                        .isTrue());
    }

    private static Map<String, ConfigDef.ConfigKey> ofKafka() {
        Map<String, ConfigDef.ConfigKey> settings = new TreeMap<>();
        Stream.of(AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef())
                .forEach(client -> settings.putAll(client.configKeys()));
        settings.values().removeIf(setting -> setting.internalConfig);
        return settings;
    }

    @Test
    void whatKafkaDoesNotKnowIsNotHarmless() {
        assertThat(KafkaSettings.isHarmless("my.plugin.of.mine")).isFalse();
    }
}
