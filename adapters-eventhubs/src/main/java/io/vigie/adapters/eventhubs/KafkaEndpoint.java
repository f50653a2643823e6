package io.vigie.adapters.eventhubs;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.adapters.eventhubs.headers.HubHeaders;
import io.vigie.adapters.eventhubs.login.EntraLogin;
import io.vigie.adapters.eventhubs.login.Jaas;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
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

/**
 * The <a href="https://learn.microsoft.com/azure/event-hubs/azure-event-hubs-apache-kafka-overview">Kafka endpoint</a> of
 * Event Hubs: says in Kafka's terms what a plan says of a hub. A hub is a topic there, and a sequence number an offset
 * (<a href="https://github.com/Azure/azure-event-hubs-for-kafka/issues/130">azure-event-hubs-for-kafka 130</a>), so that
 * checkpoints and tables are the same by either protocol.
 *
 * <p>Connections are given up before the service cuts them off after four idle minutes, and no request is larger than
 * the 1,000,000 bytes that it takes; these are the <a
 * href="https://learn.microsoft.com/azure/event-hubs/apache-kafka-configurations">settings that Microsoft
 * recommends</a>. What a pipeline's own options say comes before them.
 */
public final class KafkaEndpoint {

    private static final Map<String, String> CONNECTIONS = LinkedHashMap.of(
            "kafka.security.protocol", "SASL_SSL",
            "kafka.metadata.max.age.ms", "180000",
            "kafka.connections.max.idle.ms", "180000",
            "kafka.request.timeout.ms", "60000");

    private final String tokenLogin;

    /**
     * For clients of Kafka.
     *
     * @param tokenLogin the class by which they log in with tokens of Microsoft Entra ID, a callback handler of theirs
     */
    public KafkaEndpoint(String tokenLogin) {
        this.tokenLogin = tokenLogin;
    }

    /** The source that a plan of a hub means, where it is to be read by this endpoint. */
    public Option<SourcePlan.KafkaTopics> source(SourcePlan plan) {
        return plan instanceof SourcePlan.EventHubEvents events && events.protocol() == EventHubProtocol.KAFKA
                ? Option.some(topics(events))
                : Option.none();
    }

    /** What is made of the properties of that source's events; of another plan's, nothing. */
    public HeaderUse headers(SourcePlan plan) {
        return plan instanceof SourcePlan.EventHubEvents events ? HubHeaders.of(events) : HeaderUse.asTheyAre(false);
    }

    /** The sink that a plan of a hub means, where it is to be written by this endpoint. */
    public Option<SinkPlan> sink(SinkPlan plan) {
        return plan instanceof SinkPlan.HubEvents events && events.protocol() == EventHubProtocol.KAFKA
                ? Option.some(new SinkPlan.KafkaTopic(
                        cluster(
                                events.hub(),
                                LinkedHashMap.of("kafka.max.request.size", SettingValue.plain("1000000")),
                                events.options()),
                        events.hub().name()))
                : Option.none();
    }

    private SourcePlan.KafkaTopics topics(SourcePlan.EventHubEvents events) {
        KafkaPosition others = position(events.starting());
        return new SourcePlan.KafkaTopics(
                cluster(
                        events.hub(),
                        LinkedHashMap.of("kafka.session.timeout.ms", SettingValue.plain("30000")),
                        events.options()),
                new TopicSelection.Named(List.of(events.hub().name())),
                events.startingPartitions().isEmpty()
                        ? others
                        : new KafkaPosition.ByPartition(
                                events.startingPartitions().mapValues(KafkaEndpoint::position), others),
                Option.none(),
                events.maxEventsPerTrigger(),
                Option.none(),
                events.failOnDataLoss(),
                events.propertiesAsTags());
    }

    private KafkaCluster cluster(
            EventHub hub, Map<String, SettingValue> ofDirection, Map<String, SettingValue> ofPipeline) {
        return new KafkaCluster(
                hub.kafkaServers(),
                ofPipeline
                        .merge(ofDirection)
                        .merge(CONNECTIONS.mapValues(SettingValue::plain))
                        .merge(login(hub)),
                Option.some(hub.host()));
    }

    private Map<String, SettingValue> login(EventHub hub) {
        return hub.login().interpret(new EventHubLogin.Algebra<>() {
            @Override
            public Map<String, SettingValue> sharedAccessKey(EventHubLogin.SharedAccessKey key) {
                return LinkedHashMap.of(
                        "kafka.sasl.mechanism",
                        SettingValue.plain("PLAIN"),
                        "kafka.sasl.jaas.config",
                        new Jaas("org.apache.kafka.common.security.plain.PlainLoginModule")
                                .with("username", SettingValue.plain("$ConnectionString"))
                                .with("password", key.connectionString())
                                .text());
            }

            @Override
            public Map<String, SettingValue> clientSecret(EventHubLogin.ClientSecret login) {
                return byToken(hub);
            }

            @Override
            public Map<String, SettingValue> managedIdentity(EventHubLogin.ManagedIdentity login) {
                return byToken(hub);
            }

            @Override
            public Map<String, SettingValue> workloadIdentity(EventHubLogin.WorkloadIdentity login) {
                return byToken(hub);
            }
        });
    }

    private Map<String, SettingValue> byToken(EventHub hub) {
        return LinkedHashMap.of(
                "kafka.sasl.mechanism",
                SettingValue.plain("OAUTHBEARER"),
                "kafka.sasl.login.callback.handler.class",
                SettingValue.plain(tokenLogin),
                "kafka.sasl.jaas.config",
                EntraLogin.options(hub.login())
                        .foldLeft(
                                new Jaas("org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule"),
                                (jaas, option) -> jaas.with(option._1, option._2))
                        .with("scope", SettingValue.plain("https://" + hub.host() + "/.default"))
                        .text());
    }

    private static KafkaPosition position(EventHubPosition position) {
        return position.interpret(new EventHubPosition.Algebra<>() {
            @Override
            public KafkaPosition earliest(EventHubPosition.Earliest earliest) {
                return new KafkaPosition.Earliest();
            }

            @Override
            public KafkaPosition latest(EventHubPosition.Latest latest) {
                return new KafkaPosition.Latest();
            }

            @Override
            public KafkaPosition sequenceNumber(EventHubPosition.SequenceNumber sequence) {
                return new KafkaPosition.Offset(sequence.number());
            }

            @Override
            public KafkaPosition offset(EventHubPosition.Offset offset) {
                throw new IllegalArgumentException(
                        "The Kafka endpoint does not know the offsets of AMQP: begin at a sequence number or a time.");
            }

            @Override
            public KafkaPosition enqueuedTime(EventHubPosition.EnqueuedTime time) {
                return new KafkaPosition.Time(time.from());
            }
        });
    }
}
