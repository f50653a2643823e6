package io.vigie.bootstrap.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Tuple;
import io.vavr.collection.List;
import io.vigie.application.plan.SettingValue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final SettingValue BY_REFERENCE = new SettingValue("s3cret", "${env:PASSWORD}");

    @Test
    void whatCameByReferenceIsHiddenUnderItsNameInSparkAndInKafka() {
        Pattern redaction = Pattern.compile(Sessions.redaction(List.of(
                Tuple.of("spark.my.thing", BY_REFERENCE),
                Tuple.of("kafka.my.plugins.word", BY_REFERENCE),
                Tuple.of("kafka.client.id", SettingValue.plain("vigie")))));
        assertThat(List.of("spark.my.thing", "kafka.my.plugins.word", "my.plugins.word", "MY.PLUGINS.WORD"))
                .allMatch(name -> redaction.matcher(name).find());
        assertThat(List.of("kafka.client.id", "my plugins word"))
                .noneMatch(name -> redaction.matcher(name).find());
    }

    @Test
    void secretsOfKafkaAreHiddenWhereverTheyComeFrom() {
        Pattern redaction = Pattern.compile(Sessions.redaction(List.empty()));
        assertThat(List.of(
                        "sasl.jaas.config",
                        "ssl.key.password",
                        "ssl.keystore.key",
                        "ssl.keystore.password",
                        "ssl.truststore.password"))
                .allMatch(name -> redaction.matcher(name).find());
    }
}
