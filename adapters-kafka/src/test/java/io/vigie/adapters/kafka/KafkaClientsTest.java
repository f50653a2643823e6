package io.vigie.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.HashMap;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {

    @Test
    void aLoginThatCannotBeReadIsNotQuoted() {
        String login = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"vigie\""
                + " password=\"half\"canary7391\";";
        KafkaClients clients = new KafkaClients(new KafkaCluster(
                "127.0.0.1:1",
                HashMap.of(
                        "kafka.security.protocol", SettingValue.plain("SASL_SSL"),
                        "kafka.sasl.mechanism", SettingValue.plain("PLAIN"),
                        "kafka.sasl.jaas.config", new SettingValue(login, "${env:LOGIN}"))));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(
                        () -> clients.ask(admin -> admin.listTopics().names().get()))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .doesNotContain("canary7391")
                        .contains("kafka.sasl.jaas.config"));
    }
}
