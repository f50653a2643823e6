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
    void whatCameByReferenceIsHiddenUnderWhateverName() {
        SettingValue within = new SettingValue("user=x;word=h1dden\\E(", "user=x;word=${env:WORD}");
        SettingValue number = new SettingValue("16", "${env:CORES}");
        Pattern redaction = Pattern.compile(
                Sessions.redaction(List.of(BY_REFERENCE, within, number, new SettingValue("", "${env:EMPTY}"))
                        .map(value -> Tuple.of("spark.hadoop.my.thing", value))));

        assertThat(List.of("s3cret", "a=s3cret;b", "h1dden\\E(", "word: h1dden\\E(, and so on", "16"))
                .allMatch(value -> redaction.matcher(value).find());
        assertThat(List.of("", "S3CRET", "h1dden", "160", "my.thing", "user=x"))
                .noneMatch(value -> redaction.matcher(value).find());
        assertThat(Sessions.values(List.of(Tuple.of("spark.a", SettingValue.plain("plain")))))
                .isEmpty();
    }

    @Test
    void thePatternsThemselvesAreHidden() {
        Pattern redaction = Pattern.compile(Sessions.redaction(List.empty()));
        assertThat(List.of("spark.redaction.regex", "spark.redaction.string.regex", "spark.sql.redaction.string.regex"))
                .allMatch(name -> redaction.matcher(name).find());
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

    @Test
    void aHeapThatSparkDoesNotStartWithIsToldWithWhatToDo() {
        assertThat(SmallHeap.refusal(471_859_200L)).isEmpty();
        assertThat(SmallHeap.refusal(471_859_199L))
                .contains("The Java heap holds no more than 449 MiB, and Spark starts with 450 at least: give it more"
                        + " (java -Xmx1g), and start again.");
    }
}
