package io.vigie.adapters.eventhubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.adapters.eventhubs.login.EntraLogin;
import io.vigie.adapters.eventhubs.login.Jaas;
import io.vigie.application.plan.EventHub;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.EventHubPosition;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.KafkaPosition;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TopicSelection;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KafkaEndpointTest {

    private static final String HOST = "acme.servicebus.windows.net";
    private static final SettingValue CONNECTION = new SettingValue(
            "Endpoint=sb://" + HOST + "/;SharedAccessKeyName=read;SharedAccessKey=c4nary", "${env:EVENTHUB}");
    private static final EventHubLogin KEY = new EventHubLogin.SharedAccessKey(CONNECTION);

    private final KafkaEndpoint endpoint = new KafkaEndpoint("com.example.TokenLogin");

    private static SourcePlan.EventHubEvents events(
            EventHubLogin login, EventHubPosition starting, Map<Integer, EventHubPosition> partitions) {
        return new SourcePlan.EventHubEvents(
                new EventHub(HOST, Option.none(), "boilers", login),
                EventHubProtocol.KAFKA,
                "$Default",
                starting,
                partitions,
                Option.some(5_000L),
                false,
                true,
                true,
                LinkedHashMap.of(
                        "kafka.request.timeout.ms",
                        SettingValue.plain("90000"),
                        "kafkaConsumer.pollTimeoutMs",
                        SettingValue.plain("1")));
    }

    private SourcePlan.KafkaTopics topics(SourcePlan.EventHubEvents events) {
        return endpoint.source(events).get();
    }

    private String option(EventHubLogin login, String name) {
        return topics(events(login, new EventHubPosition.Earliest(), HashMap.empty()))
                .cluster()
                .options()
                .get("kafka." + name)
                .get()
                .value();
    }

    @Test
    void aHubIsATopicOfItsNamespace() {
        SourcePlan.KafkaTopics topics = topics(events(KEY, new EventHubPosition.Earliest(), HashMap.empty()));

        assertThat(topics)
                .isEqualTo(new SourcePlan.KafkaTopics(
                        new KafkaCluster(HOST + ":9093", topics.cluster().options(), Option.some(HOST)),
                        new TopicSelection.Named(List.of("boilers")),
                        new KafkaPosition.Earliest(),
                        Option.none(),
                        Option.some(5_000L),
                        Option.none(),
                        false,
                        true));
        assertThat(topics.cluster().options().mapValues(SettingValue::toString).toJavaMap())
                .isEqualTo(java.util.Map.of(
                        "kafka.security.protocol",
                        "SASL_SSL",
                        "kafka.sasl.mechanism",
                        "PLAIN",
                        "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"$ConnectionString\" password=\"${env:EVENTHUB}\";",
                        "kafka.metadata.max.age.ms",
                        "180000",
                        "kafka.connections.max.idle.ms",
                        "180000",
                        "kafka.session.timeout.ms",
                        "30000",
                        // what the pipeline says comes first
                        "kafka.request.timeout.ms",
                        "90000",
                        "kafkaConsumer.pollTimeoutMs",
                        "1"));
    }

    @Test
    void theConnectionStringIsThePasswordAndShownNowhere() {
        SourcePlan.KafkaTopics topics = topics(events(KEY, new EventHubPosition.Earliest(), HashMap.empty()));

        assertThat(option(KEY, "sasl.jaas.config"))
                .isEqualTo("org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"$ConnectionString\" password=\"" + CONNECTION.value() + "\";");
        assertThat(topics.toString()).doesNotContain("c4nary").contains("${env:EVENTHUB}");
        assertThat(topics.options()
                        .get("kafka.sasl.jaas.config")
                        .get()
                        .references()
                        .get(CONNECTION.value()))
                .isEqualTo(Option.some("${env:EVENTHUB}"));
    }

    @Test
    void whatAPasswordMayHoldIsReadBackAsItWas() throws IOException {
        String awkward = "a\\b\"c;d=e $ConnectionString//f/*g'h";
        StreamTokenizer tokenizer = new StreamTokenizer(new StringReader(
                new Jaas("M").with("p", SettingValue.plain(awkward)).text().value()));
        tokenizer.slashSlashComments(true);
        tokenizer.slashStarComments(true);

        while (tokenizer.nextToken() != '"') {
            assertThat(tokenizer.ttype).isNotEqualTo(StreamTokenizer.TT_EOF);
        }
        assertThat(tokenizer.sval).isEqualTo(awkward);
        assertThat((char) tokenizer.nextToken()).isEqualTo(';');
    }

    @Test
    void aSequenceNumberIsAnOffsetAndATimeATimestamp() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(topics(events(KEY, new EventHubPosition.SequenceNumber(42), HashMap.empty()))
                        .starting())
                .isEqualTo(new KafkaPosition.Offset(42));
        assertThat(topics(events(KEY, new EventHubPosition.EnqueuedTime(time), HashMap.empty()))
                        .starting())
                .isEqualTo(new KafkaPosition.Time(time));
        assertThat(topics(events(
                                KEY,
                                new EventHubPosition.Latest(),
                                HashMap.of(
                                        0, new EventHubPosition.SequenceNumber(7), 3, new EventHubPosition.Earliest())))
                        .starting())
                .isEqualTo(new KafkaPosition.ByPartition(
                        HashMap.of(0, new KafkaPosition.Offset(7), 3, new KafkaPosition.Earliest()),
                        new KafkaPosition.Latest()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topics(events(KEY, new EventHubPosition.Offset("7"), HashMap.empty())));
    }

    @Test
    void aLoginOfEntraIdGoesToTheTokenLoginWithTheNamespacesScope() {
        EventHubLogin login =
                new EventHubLogin.ClientSecret("acme", "11-22", new SettingValue("c4nary", "${env:SECRET}"));

        assertThat(option(login, "sasl.mechanism")).isEqualTo("OAUTHBEARER");
        assertThat(option(login, "sasl.login.callback.handler.class")).isEqualTo("com.example.TokenLogin");
        assertThat(option(login, "sasl.jaas.config"))
                .isEqualTo("org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " kind=\"clientSecret\" tenant=\"acme\" client=\"11-22\" clientSecret=\"c4nary\""
                        + " scope=\"https://" + HOST + "/.default\";");
        assertThat(topics(events(login, new EventHubPosition.Earliest(), HashMap.empty()))
                        .toString())
                .doesNotContain("c4nary");
    }

    @Test
    void everyLoginComesBackFromItsOptions() {
        for (EventHubLogin login : List.<EventHubLogin>of(
                new EventHubLogin.ClientSecret("t", "c", new SettingValue("s", "…")),
                new EventHubLogin.ManagedIdentity(Option.none()),
                new EventHubLogin.ManagedIdentity(Option.some("c")),
                new EventHubLogin.WorkloadIdentity(Option.none(), Option.none()),
                new EventHubLogin.WorkloadIdentity(Option.some("t"), Option.some("c")))) {
            assertThat(EntraLogin.of(EntraLogin.options(login)
                            .toMap(option -> option)
                            .mapValues(SettingValue::value)
                            .toJavaMap()))
                    .isEqualTo(Option.some(login));
        }
        assertThat(EntraLogin.of(java.util.Map.of("kind", "password"))).isEqualTo(Option.none());
        assertThatIllegalArgumentException().isThrownBy(() -> EntraLogin.options(KEY));
    }

    @Test
    void aSinkSendsNoMoreAtOnceThanTheServiceTakes() {
        SinkPlan.KafkaTopic topic = (SinkPlan.KafkaTopic) endpoint.sink(new SinkPlan.HubEvents(
                        new EventHub("localhost", Option.some(19093), "alarms", KEY),
                        EventHubProtocol.KAFKA,
                        HashMap.empty()))
                .get();

        assertThat(topic.topic()).isEqualTo("alarms");
        assertThat(topic.cluster().servers()).isEqualTo("localhost:19093");
        assertThat(topic.options().get("kafka.max.request.size").get().value()).isEqualTo("1000000");
        assertThat(topic.options().containsKey("kafka.session.timeout.ms")).isFalse();
    }

    @Test
    void whatIsNotForThisEndpointIsLeftToOthers() {
        assertThat(endpoint.source(new SourcePlan.DeltaTable("in"))).isEmpty();
        assertThat(endpoint.sink(new SinkPlan.HubEvents(
                        new EventHub(HOST, Option.none(), "alarms", KEY), EventHubProtocol.AMQP, HashMap.empty())))
                .isEmpty();
    }
}
