package io.vigie.bootstrap.configuration.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.KafkaPosition;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TopicSelection;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaPipelineTest {

    private static final String RULES =
            "rules: [ { id: a, metric: m, raise: [ { severity: minor, when: value > 1 } ] } ]\n";

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectory() {
        files = new ConfigurationDirectory(directory);
    }

    @Test
    void aSourceIsReadWordForWord() {
        files.withVariable("PASSWORD", "s3cret").with("conf/p.yaml", """
                pipeline: p
                source:
                  kafka:
                    servers: "broker-1:9092, [2001:db8::1]:19092,127.0.0.1:9093"
                    topics: [lyon, paris]
                    startingOffsets: { lyon: { 0: 42, 1: earliest }, paris: { 7: latest } }
                    endingOffsets: { lyon: { 0: 9223372036854775, 1: latest } }
                    maxRecordsPerTrigger: 3000000000
                    minPartitions: 8
                    failOnDataLoss: false
                    headersAsTags: false
                    allowPlaintextPassword: true
                    options:
                      kafka.security.protocol: sasl_plaintext
                      kafka.sasl.mechanism: SCRAM-SHA-256
                      kafka.sasl.jaas.config: 'org.apache.kafka.common.security.scram.ScramLoginModule required username="u" password="${env:PASSWORD}";'
                      kafka.ssl.truststore.location: ../trust.jks
                      kafka.fetch.max.bytes: 1048576
                      kafka.my.own.thing: 1
                      kafkaConsumer.pollTimeoutMs: 1000
                sinks: { readings: { delta: { path: out } } }
                checkpoint: cp
                """);
        String jaas =
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\" password=\"%s\";";
        assertThat(files.pipeline("conf/p.yaml").source())
                .isEqualTo(new SourcePlan.KafkaTopics(
                        new KafkaCluster(
                                "broker-1:9092,[2001:db8::1]:19092,127.0.0.1:9093",
                                LinkedHashMap.<String, SettingValue>empty()
                                        .put("kafka.security.protocol", SettingValue.plain("SASL_PLAINTEXT"))
                                        .put("kafka.sasl.mechanism", SettingValue.plain("SCRAM-SHA-256"))
                                        .put(
                                                "kafka.sasl.jaas.config",
                                                new SettingValue(
                                                        jaas.formatted("s3cret"), jaas.formatted("${env:PASSWORD}")))
                                        .put(
                                                "kafka.ssl.truststore.location",
                                                SettingValue.plain(directory
                                                        .toAbsolutePath()
                                                        .resolve("trust.jks")
                                                        .toString()))
                                        .put("kafka.fetch.max.bytes", SettingValue.plain("1048576"))
                                        .put("kafka.my.own.thing", SettingValue.plain("1"))
                                        .put("kafkaConsumer.pollTimeoutMs", SettingValue.plain("1000"))),
                        new TopicSelection.Named(List.of("lyon", "paris")),
                        new KafkaPosition.Offsets(LinkedHashMap.of(
                                "lyon",
                                offsets(0, 42L, 1, KafkaPosition.Offsets.EARLIEST),
                                "paris",
                                LinkedHashMap.of(7, KafkaPosition.Offsets.LATEST))),
                        Option.some(new KafkaPosition.Offsets(LinkedHashMap.of(
                                "lyon", offsets(0, 9_223_372_036_854_775L, 1, KafkaPosition.Offsets.LATEST)))),
                        Option.some(3_000_000_000L),
                        Option.some(8),
                        false,
                        false));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(kafka("servers: \"b:9092\", topic: readings"))
                .isEqualTo(new SourcePlan.KafkaTopics(
                        new KafkaCluster("b:9092", HashMap.empty()),
                        new TopicSelection.Named(List.of("readings")),
                        new KafkaPosition.Earliest(),
                        Option.none(),
                        Option.none(),
                        Option.none(),
                        true,
                        true));
    }

    static Stream<Arguments> positions() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        return Stream.of(
                arguments("startingOffsets: earliest", new KafkaPosition.Earliest(), Option.none()),
                arguments("startingOffsets: latest", new KafkaPosition.Latest(), Option.none()),
                arguments(
                        "startingTimestamp: \"2026-01-01T01:00:00+01:00\"",
                        new KafkaPosition.Time(time),
                        Option.none()),
                arguments(
                        "endingOffsets: latest", new KafkaPosition.Earliest(), Option.some(new KafkaPosition.Latest())),
                arguments(
                        "startingTimestamp: \"2025-12-31T00:00:00Z\", endingTimestamp: \"2026-01-01T00:00:00Z\"",
                        new KafkaPosition.Time(Instant.parse("2025-12-31T00:00:00Z")),
                        Option.some(new KafkaPosition.Time(time))));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void positionsAreOffsetsOrTimes(String keys, KafkaPosition starting, Option<KafkaPosition> ending) {
        SourcePlan.KafkaTopics source = kafka("servers: \"b:9092\", topic: readings, " + keys);
        assertThat(source.starting()).isEqualTo(starting);
        assertThat(source.ending()).isEqualTo(ending);
    }

    @Test
    void topicsMayBeAPattern() {
        assertThat(kafka("servers: \"b:9092\", topicPattern: \"readings-(lyon|paris)-.*\"")
                        .topics())
                .isEqualTo(new TopicSelection.Matching("readings-(lyon|paris)-.*"));
    }

    @Test
    void anyOutputMayGoToATopic() {
        files.with("rules.yaml", RULES).withVariable("KAFKA", "b:9092").with("p.yaml", """
                pipeline: p
                source: { json: { path: in } }
                rules: rules.yaml
                windows: [ { name: w, tumbling: 1m, aggregates: [mean] } ]
                sinks:
                  readings: { kafka: { servers: "b:9092", topic: readings } }
                  alarms: [ { delta: { path: out } }, { kafka: { servers: "${env:KAFKA}", topic: alarms, options: { kafka.linger.ms: 5, kafka.acks: "-1" } } } ]
                  windows: { kafka: { servers: "b:9092", topic: windows } }
                  violations: { kafka: { servers: "b:9092", topic: violations } }
                  rejected: { kafka: { servers: "other:9092", topic: alarms } }
                checkpoint: cp
                """);
        PipelinePlan plan = files.pipeline("p.yaml");
        assertThat(plan.sinks().mapValues(sinks -> sinks.last()))
                .isEqualTo(HashMap.of(
                        Output.READINGS,
                        topic("readings"),
                        Output.ALARMS,
                        new SinkPlan.KafkaTopic(
                                new KafkaCluster(
                                        "b:9092",
                                        HashMap.of(
                                                "kafka.linger.ms",
                                                SettingValue.plain("5"),
                                                "kafka.acks",
                                                SettingValue.plain("-1"))),
                                "alarms"),
                        Output.WINDOWS,
                        topic("windows"),
                        Output.VIOLATIONS,
                        topic("violations"),
                        Output.REJECTED,
                        new SinkPlan.KafkaTopic(new KafkaCluster("other:9092", HashMap.empty()), "alarms")));
        assertThat(files.check("p.yaml"))
                .containsExactly(
                        "ok, a pipeline, 1 rule, 1 window, writes readings, alarms, windows, violations and rejected");
    }

    @Test
    void violationsMayGoToATable() {
        files.with("rules.yaml", RULES).with("p.yaml", """
                pipeline: p
                source: { kafka: { servers: "b:9092", topic: readings } }
                rules: rules.yaml
                sinks: { violations: { delta: { path: out } } }
                trigger: { every: 1s }
                checkpoint: cp
                """);
        assertThat(files.check("p.yaml")).containsExactly("ok, a pipeline, 1 rule, writes violations");
    }

    @Test
    void continuousProcessingIsForWhatNeedsNoState() {
        files.with("rules.yaml", RULES).with("p.yaml", """
                pipeline: p
                source: { kafka: { servers: "b:9092", topicPattern: "readings-.*" } }
                rules: rules.yaml
                sinks:
                  violations: { kafka: { servers: "c:9092", topic: violations, options: { kafka.linger.ms: 5 } } }
                  rejected: { kafka: { servers: "c:9092", topic: rejected, options: { kafka.linger.ms: 5 } } }
                trigger: { continuous: 1s }
                checkpoint: cp
                """);
        assertThat(files.pipeline("p.yaml").trigger()).isEqualTo(new TriggerPlan.Continuous(Duration.ofSeconds(1)));
        assertThat(files.check("p.yaml")).containsExactly("ok, a pipeline, 1 rule, writes violations and rejected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.security.protocol: PLAINTEXT",
                "kafka.security.protocol: ssl",
                "kafka.security.protocol: SASL_SSL, kafka.sasl.mechanism: GSSAPI, kafka.sasl.kerberos.service.name: kafka",
                "kafka.security.protocol: SASL_PLAINTEXT, kafka.sasl.mechanism: GSSAPI",
                "kafka.security.protocol: SASL_SSL, kafka.sasl.oauthbearer.token.endpoint.url: \"https://id/token\"",
                "kafka.sasl.login.callback.handler.class: com.example.Login, kafka.metric.reporters: com.example.Reporter",
                "kafka.ssl.endpoint.identification.algorithm: https",
                "kafka.ssl.engine.factory.class: com.example.Engines, kafka.ssl.keystore.type: PEM",
                "kafka.isolation.level: read_committed, kafka.max.poll.records: 5000, kafka.client.id: vigie",
                "groupIdPrefix: vigie, minOffsetsPerTrigger: 1000, maxTriggerDelay: 1m, fetchOffset.numRetries: 5, fetchOffset.retryIntervalMs: 100",
            })
    void optionsThatOperatorsNeedAreTaken(String options) {
        assertThat(kafka("servers: \"b:9092\", topic: t, options: { " + options + " }")
                        .cluster()
                        .options())
                .hasSize(options.split(", ").length);
    }

    @Test
    void aPathByReferenceStartsAtThePipelineFileToo() {
        files.withVariable("STORE", "store.p12");
        SettingValue store = kafka(
                        "servers: \"b:9092\", topic: t, options: { kafka.ssl.keystore.location: \"keys/${env:STORE}\" }")
                .cluster()
                .options()
                .get("kafka.ssl.keystore.location")
                .get();
        assertThat(store)
                .isEqualTo(new SettingValue(
                        directory.toAbsolutePath().resolve("keys/store.p12").toString(), "keys/${env:STORE}"));
    }

    private SourcePlan.KafkaTopics kafka(String keys) {
        files.with(
                "p.yaml",
                "pipeline: p\nsource: { kafka: { " + keys
                        + " } }\nsinks: { readings: { delta: { path: out } } }\ncheckpoint: cp\n");
        return (SourcePlan.KafkaTopics) files.pipeline("p.yaml").source();
    }

    private static SinkPlan topic(String name) {
        return new SinkPlan.KafkaTopic(new KafkaCluster("b:9092", HashMap.empty()), name);
    }

    private static Map<Integer, Long> offsets(int partition, long offset, int other, long otherOffset) {
        return LinkedHashMap.of(partition, offset, other, otherOffset);
    }
}
