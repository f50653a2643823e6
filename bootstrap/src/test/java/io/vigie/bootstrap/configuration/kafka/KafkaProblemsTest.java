package io.vigie.bootstrap.configuration.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaProblemsTest {

    private static final String SERVERS = "expected host:port, more of them with commas between, found ";
    private static final String NAME =
            "expected a topic's name of 1 to 249 of the characters A-Z a-z 0-9 . _ -, found ";

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectoryWithRules() {
        files = new ConfigurationDirectory(directory)
                .withVariable("PASSWORD", "c4nary-Zx9")
                .withVariable("NOTHING", "")
                .with(
                        "rules.yaml",
                        "rules: [ { id: a, metric: m, raise: [ { severity: minor, when: value > 1 } ] } ]\n");
    }

    /** What a source says, a § where the problem is, and the problem. */
    static Stream<Arguments> sources() {
        return Stream.of(
                arguments(
                        "§x", "expected a mapping such as { servers: \"localhost:9092\", topic: readings }, found `x`"),
                arguments("§{ topic: t }", "`servers` is missing"),
                arguments("{ servers: §\"\", topic: t }", SERVERS + "``"),
                arguments(
                        "{ servers: §localhost, topic: t }",
                        "`localhost` has no port; brokers mostly listen at localhost:9092"),
                arguments("{ servers: §\"a:9092,,b:9092\", topic: t }", SERVERS + "``"),
                arguments("{ servers: §\"a:0\", topic: t }", "a port is from 1 to 65535, `a:0` has 0"),
                arguments(
                        "{ servers: §\"a:9092, b:70000\", topic: t }",
                        "a port is from 1 to 65535, `b:70000` has 70000"),
                arguments("{ servers: §\"::1:9092\", topic: t }", SERVERS + "`::1:9092`"),
                arguments("{ servers: §\"a b:9092\", topic: t }", SERVERS + "`a b:9092`"),
                arguments(
                        "{ servers: §\"u:${env:PASSWORD}@a:9092\", topic: t }",
                        "`u:${env:PASSWORD}@a:9092` does not give host:port, more of them with commas between"),
                arguments(
                        "{ servers: §\"SSL://a:9092\", topic: t }",
                        "`SSL://a:9092` has a protocol: write host:port, and the protocol as `kafka.security.protocol`"
                                + " under `options`"),
                arguments(
                        "{ servers: §[a], topic: t }",
                        "expected host:port, more of them with commas between, found a list"),
                arguments(
                        "§{ servers: \"a:9092\" }",
                        "give one of topic, topics and topicPattern, such as topic: readings"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, §topics: [u] }", "`topics` beside `topic`: give one of them"),
                arguments("{ servers: \"a:9092\", topic: §.. }", NAME + "`..`"),
                arguments("{ servers: \"a:9092\", topic: §\"a,b\" }", NAME + "`a,b`"),
                arguments("{ servers: \"a:9092\", topic: §\"\" }", NAME + "``"),
                arguments("{ servers: \"a:9092\", topics: §[] }", "no topic here: give one or more"),
                arguments(
                        "{ servers: \"a:9092\", topics: §t }",
                        "expected a list of topics such as [lyon, paris], found `t`"),
                arguments("{ servers: \"a:9092\", topics: [t, §\"t t\"] }", NAME + "`t t`"),
                arguments("{ servers: \"a:9092\", topics: [t, u, §t] }", "the topic `t` is named twice"),
                arguments(
                        "{ servers: \"a:9092\", topicPattern: §\"a(\" }",
                        "`a(` is no regular expression: Unclosed group, at 3"),
                arguments(
                        "{ servers: \"a:9092\", topicPattern: §\"\" }",
                        "the pattern is empty: no topic has such a name"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingOffsets: latest, §startingTimestamp: \"2026-01-01T00:00:00Z\" }",
                        "`startingTimestamp` beside `startingOffsets`: give one of them"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, endingTimestamp: \"2026-01-01T00:00:00Z\", §endingOffsets: latest }",
                        "`endingOffsets` beside `endingTimestamp`: give one of them"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingOffsets: §earlist }",
                        "expected earliest, latest or a mapping such as { readings: { 0: 42, 1: 17 } }, found `earlist`;"
                                + " did you mean `earliest`?"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, endingOffsets: §earliest }",
                        "expected latest or a mapping such as { readings: { 0: 42, 1: 17 } }, found `earliest`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingOffsets: { §u: { 0: 1 } } }",
                        "the source does not read the topic `u`"),
                arguments(
                        "{ servers: \"a:9092\", topicPattern: \"t.*\", startingOffsets: { t1: { 0: 1 }, §u: { 0: 1 } } }",
                        "the source does not read the topic `u`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingOffsets: { t: { §-1: 1 } } }",
                        "expected a partition's number, such as 0, found `-1`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingOffsets: { t: { 0: §-2 } } }",
                        "expected an offset, 0 or more, or earliest or latest, found `-2`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, endingOffsets: { t: { 0: §earliest } } }",
                        "expected an offset, 0 or more, or latest, found `earliest`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingOffsets: { t: { 0: 1, §0: 2 } } }",
                        "`0` is given twice; the first is on line 2"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingOffsets: { t: §{ } } }",
                        "expected a mapping of partitions to offsets, such as { 0: 42, 1: 17 }, found an empty one"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingTimestamp: §yesterday }",
                        "expected a time with an offset such as 2026-01-01T00:00:00Z, found `yesterday`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingTimestamp: §\"1969-12-31T00:00:00Z\" }",
                        "Kafka's records are of 1970 or later, not of 1969-12-31T00:00:00Z"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, startingTimestamp: \"2026-01-01T00:00:00Z\", endingTimestamp: §\"2026-01-01T00:00:00Z\" }",
                        "`endingTimestamp` is not after `startingTimestamp`: nothing would be read"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, maxRecordsPerTrigger: §0 }",
                        "expected a whole number from 1 to 9223372036854775807, found 0"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, minPartitions: §many }",
                        "expected a whole number from 1 to 2147483647, found `many`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, failOnDataLoss: §no }", "expected true or false, found `no`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, §failOnDataLos: true }",
                        "unknown key `failOnDataLos`; did you mean `failOnDataLoss`?"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: §[] }",
                        "expected a mapping of options, found a list"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSourceThatIsWrongHasOneProblemAtItsPlace(String source, String problem) {
        String line = "source: { kafka: " + source + " }";
        assertThat(check(line, "", "sinks: { readings: { delta: { path: out } } }"))
                .containsExactly("p.yaml:2:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    /** An option of a source, a § where the problem is, and the problem. */
    static Stream<Arguments> options() {
        String plaintext = "over SASL_PLAINTEXT all on the network can read the password: write SASL_SSL, or"
                + " `allowPlaintextPassword: true` beside `options` if it must be";
        return Stream.of(
                arguments(
                        "§kafka.bootstrap.servers: \"a:9092\"",
                        "`kafka.bootstrap.servers` is not yours to set: write `servers` beside `options` instead"),
                arguments(
                        "§kafka.value.deserializer: X",
                        "`kafka.value.deserializer` is not yours to set: messages are read and written byte for byte"),
                arguments(
                        "§kafka.auto.offset.reset: latest",
                        "`kafka.auto.offset.reset` is not yours to set: write `startingOffsets` beside `options` instead"),
                arguments(
                        "§kafka.enable.auto.commit: true",
                        "`kafka.enable.auto.commit` is not yours to set: what was read is written down in the checkpoint"),
                arguments(
                        "§kafka.interceptor.classes: X",
                        "`kafka.interceptor.classes` is not yours to set: messages would not be those of the topic"),
                arguments(
                        "§kafka.group.id: g",
                        "`kafka.group.id` is not yours to set: two queries that share a group read a part each, and neither says so"),
                arguments(
                        "§Kafka.Group.Id: g",
                        "`Kafka.Group.Id` is not yours to set: two queries that share a group read a part each, and neither says so"),
                arguments(
                        "§subscribePattern: t",
                        "`subscribePattern` is not yours to set: write `topic`, `topics` or `topicPattern` beside `options` instead"),
                arguments(
                        "§startingoffsets: t",
                        "`startingoffsets` is not yours to set: write `startingOffsets` beside `options` instead"),
                arguments(
                        "§maxOffsetsPerTrigger: 3",
                        "`maxOffsetsPerTrigger` is not yours to set: write `maxRecordsPerTrigger` beside `options` instead"),
                arguments(
                        "§includeHeaders: true",
                        "`includeHeaders` is not yours to set: write `headersAsTags` beside `options` instead"),
                arguments(
                        "§security.protocol: SSL",
                        "`security.protocol` is a setting of Kafka's clients: write `kafka.security.protocol`"),
                arguments(
                        "§kafka.Security.Protocol: SSL",
                        "Kafka's settings are in lower case: write `kafka.security.protocol`"),
                arguments(
                        "§kafka.securty.protocol: SSL",
                        "Kafka has no setting `kafka.securty.protocol`; did you mean `kafka.security.protocol`?"),
                arguments("§groupIdPrefx: v", "unknown option `groupIdPrefx`; did you mean `groupIdPrefix`?"),
                arguments(
                        "§colour: red",
                        "unknown option `colour`; known here: fetchOffset.numRetries, fetchOffset.retryIntervalMs, kafkaConsumer.pollTimeoutMs, groupIdPrefix, minOffsetsPerTrigger, maxTriggerDelay, settings of Kafka's clients after `kafka.`"),
                arguments(
                        "kafka.security.protocol: §TLS",
                        "expected one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL, found `TLS`"),
                arguments(
                        "kafka.security.protocol: §\"${env:PASSWORD}\"",
                        "`${env:PASSWORD}` does not give one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL"),
                arguments("kafka.security.protocol: §SASL_PLAINTEXT", plaintext),
                arguments("kafka.security.protocol: §sasl_plaintext, kafka.sasl.mechanism: SCRAM-SHA-512", plaintext),
                arguments(
                        "kafka.sasl.mechanism: §PLAIN",
                        "nobody logs in over PLAINTEXT, so `kafka.sasl.mechanism` would not be used: write `kafka.security.protocol: SASL_SSL`"),
                arguments(
                        "kafka.security.protocol: SSL, kafka.sasl.jaas.config: §\"${env:PASSWORD}\"",
                        "nobody logs in over SSL, so `kafka.sasl.jaas.config` would not be used: write `kafka.security.protocol: SASL_SSL`"),
                arguments(
                        "kafka.security.protocol: SASL_SSL, kafka.sasl.oauthbearer.token.endpoint.url: §\"http://id/token\"",
                        "over http all on the network can read the client's secret: write https, or `allowPlaintextPassword: true` beside `options` if it must be"),
                arguments(
                        "kafka.ssl.endpoint.identification.algorithm: §\"\"",
                        "without `kafka.ssl.endpoint.identification.algorithm` any server with a certificate could pass for a broker: leave the option out, and give brokers certificates with their names"),
                arguments(
                        "kafka.ssl.endpoint.identification.algorithm: §\"${env:NOTHING}\"",
                        "without `kafka.ssl.endpoint.identification.algorithm` any server with a certificate could pass for a broker: leave the option out, and give brokers certificates with their names"),
                arguments("kafka.ssl.truststore.location: §\"\"", "the path is empty"),
                arguments(
                        "kafka.client.id: §[v]", "expected a value, in quotes where it is not one word, found a list"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionThatIsWrongHasOneProblemAtItsPlace(String option, String problem) {
        String line = "source: { kafka: { servers: \"a:9092\", topic: t, options: { " + option + " } } }";
        assertThat(check(line, "", "sinks: { readings: { delta: { path: out } } }"))
                .containsExactly("p.yaml:2:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    @Test
    void aPasswordInPlaintextMustBeAskedFor() {
        for (String option : new String[] {
            "kafka.security.protocol: SASL_PLAINTEXT",
            "kafka.security.protocol: SASL_SSL, kafka.sasl.oauthbearer.token.endpoint.url: \"http://id/token\""
        }) {
            assertThat(check(
                            "source: { kafka: { servers: \"a:9092\", topic: t, allowPlaintextPassword: true, options: { "
                                    + option + " } } }",
                            "",
                            "sinks: { readings: { delta: { path: out } } }"))
                    .containsExactly("ok, a pipeline, 0 rules, writes readings");
        }
    }

    /** What a sink says, a § where the problem is, and the problem. */
    static Stream<Arguments> sinks() {
        return Stream.of(
                arguments("§x", "expected a mapping such as { servers: \"localhost:9092\", topic: alarms }, found `x`"),
                arguments("§{ servers: \"a:9092\" }", "`topic` is missing"),
                arguments("{ servers: \"a:9092\", topic: §a/b }", NAME + "`a/b`"),
                arguments(
                        "{ servers: \"a:9092\", §topics: [t], topic: u }",
                        "unknown key `topics`; did you mean `topic`?"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { kafka.enable.idempotence: §false } }",
                        "`kafka.enable.idempotence` is true, or left out: else records could be written twice, and out of their order"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { kafka.acks: §1 } }",
                        "`kafka.acks` is all, or left out: else records could be lost with the broker that took them"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { kafka.retries: §0 } }",
                        "`kafka.retries` is 1 or more, or left out: else a passing fault of a broker would stop the pipeline"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { kafka.max.in.flight.requests.per.connection: §6 } }",
                        "`kafka.max.in.flight.requests.per.connection` is 1 to 5, or left out: else records could be written out of their order"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { kafka.partitioner.ignore.keys: §true } }",
                        "`kafka.partitioner.ignore.keys` is false, or left out: else a device's records would be in many partitions, in no order"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { §kafka.transactional.id: x } }",
                        "`kafka.transactional.id` is not yours to set: every task has a producer of its own, and they would shut each other out"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { §kafka.key.serializer: x } }",
                        "`kafka.key.serializer` is not yours to set: messages are read and written byte for byte"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { §groupIdPrefix: x } }",
                        "unknown option `groupIdPrefix`; known here: settings of Kafka's clients after `kafka.`"),
                arguments(
                        "{ servers: \"a:9092\", topic: t, options: { kafka.security.protocol: §SASL_PLAINTEXT } }",
                        "over SASL_PLAINTEXT all on the network can read the password: write SASL_SSL, or `allowPlaintextPassword: true` beside `options` if it must be"));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void aSinkThatIsWrongHasOneProblemAtItsPlace(String sink, String problem) {
        String line = "sinks: { readings: { kafka: " + sink + " } }";
        assertThat(check("source: { json: { path: in } }", "", line))
                .containsExactly("p.yaml:4:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.enable.idempotence | TRUE",
                "kafka.acks | All",
                "kafka.retries | 10",
                "kafka.max.in.flight.requests.per.connection | 5",
                "kafka.partitioner.ignore.keys | false"
            })
    void aProducersSettingMayBeWhatItIsAnyway(String name, String value) {
        assertThat(check(
                        "source: { json: { path: in } }",
                        "",
                        "sinks: { readings: { kafka: { servers: \"a:9092\", topic: t, options: { " + name + ": " + value
                                + " } } } }"))
                .containsExactly("ok, a pipeline, 0 rules, writes readings");
    }

    @Test
    void anEndIsForAPipelineThatEnds() {
        String ends = "source: { kafka: { servers: \"a:9092\", topic: t, endingOffsets: latest } }";
        String sinks = "sinks: { readings: { delta: { path: out } } }";
        assertThat(check(ends, "trigger: { availableNow: true }", sinks))
                .containsExactly("ok, a pipeline, 0 rules, writes readings");
        assertThat(check(ends, "trigger: { every: 1s }", sinks))
                .containsExactly("p.yaml:2:64: `endingOffsets` is for a pipeline that ends:"
                        + " write `trigger: { availableNow: true }`, or leave it out");
    }

    @Test
    void aSinkHasATopicOfItsOwn() {
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { kafka: { servers: "A:9092,b:9092", topicPattern: "readings.*" } }
                                rules: rules.yaml
                                sinks:
                                  readings: { kafka: { servers: "c:9092, a:9092", topic: readings-again } }
                                  alarms: [ { kafka: { servers: "b:9092", topic: x } }, { kafka: { servers: "b:9092", topic: x } } ]
                                  rejected: { kafka: { servers: "B:9092", topic: x } }
                                  violations: { kafka: { servers: "other:9092", topic: x } }
                                checkpoint: out
                                """).check("p.yaml"))
                .containsExactly(
                        "p.yaml:5:58: the source on line 2 reads this topic: the pipeline would read what it writes",
                        "p.yaml:6:94: the sink on line 6 writes to this topic: each sink has a topic of its own",
                        "p.yaml:7:50: the sink on line 6 writes to this topic: each sink has a topic of its own");
    }

    @Test
    void continuousProcessingRefusesWhatNeedsMoreByItsName() {
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { kafka: { servers: "a:9092", topic: t, maxRecordsPerTrigger: 5, endingOffsets: latest } }
                                rules: rules.yaml
                                payload: { maxRejectedShare: 0.5 }
                                sinks:
                                  readings: { delta: { path: out } }
                                  alarms: { kafka: { servers: "a:9092", topic: alarms } }
                                  violations: [ { kafka: { servers: "a:9092", topic: v } }, { delta: { path: v } } ]
                                  rejected: { kafka: { servers: "b:9092", topic: r } }
                                trigger: { continuous: 1s }
                                checkpoint: cp
                                """).check("p.yaml"))
                .containsExactly(
                        "p.yaml:2:71: `maxRecordsPerTrigger` is about batches, and continuous processing has none:"
                                + " leave it out, or write `trigger: { every: 1s }`",
                        "p.yaml:2:89: `endingOffsets` is for a pipeline that ends:"
                                + " write `trigger: { availableNow: true }`, or leave it out",
                        "p.yaml:4:30: `maxRejectedShare` is about batches, and continuous processing has none:"
                                + " leave it out, or write `trigger: { every: 1s }`",
                        "p.yaml:6:3: `readings` need what is remembered of each device, and in continuous processing"
                                + " Spark remembers nothing: write `trigger: { every: 1s }`, or leave this output out",
                        "p.yaml:7:3: `alarms` need what is remembered of each device, and in continuous processing"
                                + " Spark remembers nothing: write `trigger: { every: 1s }`, or leave this output out",
                        "p.yaml:8:78: continuous processing writes to Kafka alone: for this sink,"
                                + " write `trigger: { every: 1s }`",
                        "p.yaml:9:50: continuous processing writes to one cluster: give this sink the `servers` and"
                                + " `options` of the one on line 8, or write `trigger: { every: 1s }`");
    }

    @Test
    void continuousProcessingReadsKafkaAlone() {
        assertThat(check(
                        "source: { json: { path: in } }",
                        "trigger: { continuous: 1s }",
                        "sinks: { rejected: { kafka: { servers: \"a:9092\", topic: r } } }"))
                .containsExactly("p.yaml:2:25: continuous processing reads Kafka alone: for this source,"
                        + " write `trigger: { every: 1s }`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.ssl.key.password",
                "kafka.ssl.keystore.key",
                "kafka.ssl.keystore.password",
                "kafka.ssl.truststore.password",
                "kafka.sasl.client.secret",
                "kafka.plugin.access.token"
            })
    void aSecretIsNotGivenLiterally(String name) {
        assertThat(checkOption(name, "c4nary-Zx9"))
                .containsExactly("p.yaml:6:" + (name.length() + 9) + ": the value of `" + name
                        + "` may be a secret: give it as ${env:NAME} or ${file:PATH}");
        assertThat(checkOption(name, "\"a $${literal}\""))
                .containsExactly("p.yaml:6:" + (name.length() + 9) + ": the value of `" + name
                        + "` may be a secret: give it as ${env:NAME} or ${file:PATH}");
        assertThat(checkOption(name, "\"${env:PASSWORD}\""))
                .containsExactly("ok, a pipeline, 0 rules, writes readings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka.ssl.truststore.certificates", "kafka.ssl.keystore.certificate.chain"})
    void aCertificateIsForAllToSee(String name) {
        assertThat(checkOption(name, "\"-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\""))
                .containsExactly("ok, a pipeline, 0 rules, writes readings");
    }

    @Test
    void whatLooksLikeASecretIsOneUnderAnyNameOfKafkas() {
        assertThat(checkOption("kafka.client.id", "\"Endpoint=sb://x/;SharedAccessKey=c4nary-Zx9\""))
                .containsExactly("p.yaml:6:24: the value of `kafka.client.id` may be a secret:"
                        + " give it as ${env:NAME} or ${file:PATH}");
    }

    /** Texts of a login, and what of them is a secret written out. */
    static Stream<Arguments> logins() {
        String plain = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
        return Stream.of(
                arguments(plain + "username=\"u\" password=\"c4nary-Zx9\";", "its `password`"),
                arguments(plain + "username=\"${env:PASSWORD}\" password=\"c4nary-Zx9\";", "its `password`"),
                arguments(
                        plain + "password = /* here */ \"c4nary-Zx9\" username=\"${env:PASSWORD}\";", "its `password`"),
                arguments(plain + "username=u password=c4naryZx9;", "its `password`"),
                arguments(plain + "\"password\"=\"c4nary-Zx9\";", "its `password`"),
                arguments(plain + "username=u password=12345678;", "its `password`"),
                arguments(plain + "password=\"${env:PASSWORD}-c4nary\";", "its `password`"),
                arguments(plain + "password=\"$${env:PASSWORD}\";", "its `password`"),
                arguments(plain + "user_alice=\"c4nary-Zx9\";", "its `user_alice`"),
                arguments("${env:PASSWORD} required password=\"c4nary-Zx9\";", "its `password`"),
                arguments(
                        "a.OAuthBearerLoginModule required clientId=\"v\" clientSecret=\"c4nary-Zx9\";",
                        "its `clientSecret`"),
                arguments("c4nary-Zx9", "all of it"));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aLoginDoesNotHoldItsSecret(String jaas, String what) {
        assertThat(checkOption("kafka.sasl.jaas.config", "'" + jaas + "'"))
                .containsExactly("p.yaml:6:31: the value of `kafka.sasl.jaas.config` may hold a secret, " + what
                        + ": give it as ${env:NAME} or ${file:PATH}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:PASSWORD}",
                "a.PlainLoginModule required username=\"u\" password=\"${env:PASSWORD}\";",
                "a.PlainLoginModule required username=u password=${env:PASSWORD};",
                "a.PlainLoginModule required username=\"$ConnectionString\" password=\"${env:PASSWORD}\";",
                "a.ScramLoginModule Required\n  username='u'\n  password='${env:PASSWORD}' tokenauth=true;",
                "a.OAuthBearerLoginModule required clientId=\"v\" clientSecret=\"${env:PASSWORD}\" scope=\"s\""
                        + " oauth.token.endpoint.uri=\"https://id/token\";",
                "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true"
                        + " keyTab=\"/etc/vigie.keytab\" principal=\"vigie@EXAMPLE.COM\";",
                "software.amazon.msk.auth.iam.IAMLoginModule required;",
            })
    void aLoginMayHoldReferencesToItsSecrets(String jaas) {
        assertThat(checkOption(
                        "kafka.sasl.jaas.config",
                        "\"" + jaas.replace("\"", "\\\"").replace("\n", "\\n") + "\""))
                .containsExactly("ok, a pipeline, 0 rules, writes readings");
    }

    @Test
    void noProblemTellsASecret() {
        assertThat(
                        check(
                                "source: { kafka: { servers: \"${env:PASSWORD}\", topic: \"${env:PASSWORD}!\", startingOffsets: \"${env:PASSWORD}\","
                                        + " options: { kafka.security.protocol: \"${env:PASSWORD}\", kafka.acks: [\"${env:PASSWORD}\"] } } }",
                                "trigger: { continuous: \"${env:PASSWORD}\" }",
                                "sinks: { readings: { kafka: { servers: \"a:9092\", topic: t, options: { kafka.acks: \"${env:PASSWORD}\" } } } }"))
                .hasSize(7)
                .allSatisfy(problem -> assertThat(problem).doesNotContain("c4nary-Zx9"));
    }

    private java.util.List<String> checkOption(String name, String value) {
        return files.with(
                        "p.yaml",
                        "pipeline: p\nsource:\n  kafka: { servers: \"a:9092\", topic: t }\nsinks:\n  readings: { kafka: { servers: \"b:9092\", topic: t, options: {\n      "
                                + name + ": " + value + ",\n"
                                + "      kafka.security.protocol: SASL_SSL } } }\ncheckpoint: cp\n")
                .check("p.yaml");
    }

    private java.util.List<String> check(String source, String trigger, String sinks) {
        return files.with(
                        "p.yaml",
                        Stream.of("pipeline: p", source, trigger, sinks, "checkpoint: cp")
                                .map(line -> line.replace("§", "") + "\n")
                                .reduce("", String::concat))
                .check("p.yaml");
    }
}
