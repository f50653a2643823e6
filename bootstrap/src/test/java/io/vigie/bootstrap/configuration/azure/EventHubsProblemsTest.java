package io.vigie.bootstrap.configuration.azure;

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
import org.junit.jupiter.params.provider.MethodSource;

class EventHubsProblemsTest {

    private static final String CONNECTION =
            "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=read;SharedAccessKey=c4nary-Zx9";
    private static final String HUB = "connectionString: \"${env:EVENTHUB}\"";
    private static final String SINK = "sinks: { readings: { delta: { path: out } } }";
    private static final String A_HUB = "expected the name of a hub, of 1 to 256 of the characters A-Z a-z 0-9 . _ -, ";

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectoryWithRules() {
        files = new ConfigurationDirectory(directory)
                .withVariable("EVENTHUB", CONNECTION + ";EntityPath=boilers")
                .withVariable("NAMESPACE", CONNECTION)
                .withVariable("PORT", CONNECTION.replace(".net/", ".net:9093/") + ";EntityPath=boilers")
                .withVariable("TYPO", CONNECTION + ";EntityPth=boilers")
                .withVariable(
                        "SIGNED",
                        "Endpoint=sb://a.b/;SharedAccessSignature=SharedAccessSignature sr=c4nary-Zx9;EntityPath=h")
                .withVariable("SECRET", "c4nary-Zx9")
                .withVariable("NOTHING", "")
                .with(
                        "rules.yaml",
                        "rules: [ { id: a, metric: m, raise: [ { severity: minor, when: value > 1 } ] } ]\n");
    }

    /** What a source says, a § where the problem is, and the problem. */
    static Stream<Arguments> sources() {
        String literal = "a connection string holds a secret: give it, or its key, as ${env:NAME} or ${file:PATH}";
        return Stream.of(
                arguments(
                        "§x",
                        "expected a mapping such as { connectionString: \"${env:EVENTHUB}\", hub: readings, protocol: amqp }, found `x`"),
                arguments(
                        "§{ hub: h }",
                        "give `connectionString: \"${env:NAME}\"`, or `namespace`, `hub` and `login`, to say which hub and how to get in"),
                arguments("{ connectionString: §x }", literal),
                arguments("{ connectionString: §\"" + CONNECTION + "\" }", literal),
                arguments(
                        "{ connectionString: §\"Endpoint=sb://${env:NOTHING}a.b/;SharedAccessKeyName=n;SharedAccessKey=c4nary\" }",
                        literal),
                arguments("{ connectionString: §\"${env:NONE}\" }", "the environment variable `NONE` is not set"),
                arguments(
                        "{ connectionString: §\"${env:TYPO}\" }",
                        "${env:TYPO}: part 4 of the connection string has a name that is none of `Endpoint`, `SharedAccessKeyName`, `SharedAccessKey`, `SharedAccessSignature`, `EntityPath`"),
                arguments(
                        "{ connectionString: §\"${env:NAMESPACE}\" }",
                        "the connection string is that of a namespace, it has no `EntityPath`: say which hub with `hub`"),
                arguments(
                        "{ " + HUB + ", hub: §pumps }",
                        "the connection string is that of another hub: its `EntityPath` is not pumps. Leave `hub` out, or give the connection string of this hub or of the namespace"),
                arguments("{ " + HUB + ", hub: §a/b }", A_HUB + "found `a/b`"),
                arguments(
                        "{ connectionString: §\"${env:PORT}\" }",
                        "${env:PORT}: with `protocol: amqp` the port is 5671 always, not 9093: leave it out, or write `protocol: kafka`"),
                arguments(
                        "{ connectionString: §\"${env:SIGNED}\", protocol: kafka }",
                        "${env:SIGNED}: the Kafka endpoint takes no signatures: give the connection string of a shared access policy, which has a `SharedAccessKey`, or write `protocol: amqp`"),
                arguments(
                        "{ " + HUB + ", §login: { managedIdentity: { } } }",
                        "`login` beside `connectionString`: give the connection string, or `namespace`, `hub` and `login`"),
                arguments(
                        "{ " + HUB + ", protocol: §kafak }",
                        "expected one of amqp, kafka, found `kafak`; did you mean `kafka`?"),
                arguments(
                        "{ " + HUB + ", consumerGroup: §\"$default\" }",
                        "expected a consumer group such as $Default, of 1 to 50 of the characters A-Z a-z 0-9 . _ -, found `$default`"),
                arguments(
                        "{ " + HUB + ", maxEventsPerTrigger: §0 }",
                        "expected a whole number from 1 to 9223372036854775807, found 0"),
                arguments(
                        "{ " + HUB + ", §consumergroup: g }",
                        "unknown key `consumergroup`; did you mean `consumerGroup`?"),
                arguments("{ " + HUB + ", deviceFromIotHub: §maybe }", "expected true or false, found `maybe`"),
                arguments("§{ namespace: a.b, hub: h }", "`login` is missing"),
                arguments("§{ namespace: a.b, login: { managedIdentity: { } } }", "`hub` is missing"),
                arguments(
                        "{ namespace: §acme, hub: h, login: { managedIdentity: { } } }",
                        "expected the host name of a namespace, such as acme.servicebus.windows.net, found `acme`; did you mean `acme.servicebus.windows.net`?"),
                arguments(
                        "{ namespace: §\"sb://a.b/\", hub: h, login: { managedIdentity: { } } }",
                        "expected the host name of a namespace, such as acme.servicebus.windows.net, found `sb://a.b/`"),
                arguments(
                        "{ namespace: §\"a.b:9093\", hub: h, login: { managedIdentity: { } } }",
                        "with `protocol: amqp` the port is 5671 always, not 9093: leave it out, or write `protocol: kafka`"),
                arguments(
                        "{ namespace: a.b, hub: h, login: §{ } }",
                        "give one of clientSecret, managedIdentity and workloadIdentity"),
                arguments(
                        "{ namespace: a.b, hub: h, login: { §managedIdentiy: { } } }",
                        "unknown key `managedIdentiy`; did you mean `managedIdentity`?"),
                arguments(
                        "{ namespace: a.b, hub: h, login: { managedIdentity: { }, §workloadIdentity: { } } }",
                        "`workloadIdentity` beside `managedIdentity`: give one of them"),
                arguments(
                        "{ namespace: a.b, hub: h, login: { clientSecret: { tenant: t, client: c, secret: §c4nary } } }",
                        "a client's secret is given as ${env:NAME} or ${file:PATH}, all of it"),
                arguments(
                        "{ namespace: a.b, hub: h, login: { clientSecret: { tenant: t, client: c, secret: §\"${env:NOTHING}\" } } }",
                        "${env:NOTHING} is empty"),
                arguments(
                        "{ namespace: a.b, hub: h, login: { clientSecret: §{ tenant: t, secret: \"${env:SECRET}\" } } }",
                        "`client` is missing"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSourceThatIsWrongHasOneProblemAtItsPlace(String source, String problem) {
        String line = "source: { eventhubs: " + source + " }";
        assertThat(check(line, "", SINK)).containsExactly("p.yaml:2:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    /** What a source says of its start, a § where the problem is, the protocol and the problem. */
    static Stream<Arguments> positions() {
        String expected =
                "expected earliest, latest or a mapping such as { sequenceNumber: 42 } or { time: 2026-01-01T00:00:00Z }";
        return Stream.of(
                arguments("§earlist", "amqp", expected + ", found `earlist`; did you mean `earliest`?"),
                arguments("§[1]", "amqp", expected + ", found a list"),
                arguments("§{ }", "amqp", "give one of sequenceNumber, offset and time"),
                arguments(
                        "{ §sequence: 1 }", "amqp", "unknown key `sequence`; known here: sequenceNumber, offset, time"),
                arguments(
                        "{ sequenceNumber: §-1 }",
                        "kafka",
                        "expected a whole number from 0 to 9223372036854775806, found -1"),
                arguments(
                        "{ offset: §\"1' or '1\" }",
                        "amqp",
                        "expected an offset as the service gives it, such as \"4294967296\", found `1' or '1`"),
                arguments(
                        "{ offset: §\"42\" }",
                        "kafka",
                        "the Kafka endpoint does not know the offsets of AMQP: write `sequenceNumber`, which is what tables have as `offset`, or `time`"),
                arguments(
                        "{ time: §\"1969-01-01T00:00:00Z\" }",
                        "kafka",
                        "events are of 1970 or later, not of 1969-01-01T00:00:00Z"),
                arguments(
                        "{ partitions: { §a: latest } }",
                        "amqp",
                        "expected a partition's number, such as 0, found `a`"),
                arguments(
                        "{ partitions: §{ } }",
                        "amqp",
                        "expected a mapping such as { 0: { sequenceNumber: 42 }, 1: latest }, found an empty one"),
                arguments(
                        "{ partitions: { 0: latest, §0: latest } }",
                        "amqp",
                        "`0` is given twice; the first is on line 2"),
                arguments("§{ others: latest }", "amqp", "`partitions` is missing"),
                arguments(
                        "{ partitions: { 0: { §partitions: { } } } }",
                        "amqp",
                        "unknown key `partitions`; known here: sequenceNumber, offset, time"));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void aStartThatIsWrongHasOneProblemAtItsPlace(String position, String protocol, String problem) {
        String line = "source: { eventhubs: { " + HUB + ", startingPosition: " + position + ", protocol: " + protocol
                + " } }";
        assertThat(check(line, "", SINK)).containsExactly("p.yaml:2:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    /** An option of a source, a § where the problem is, the protocol and the problem. */
    static Stream<Arguments> options() {
        String login = "is not yours to set: `connectionString`, or `namespace` and `login`, say how to get in";
        return Stream.of(
                arguments(
                        "§kafka.bootstrap.servers: x",
                        "kafka",
                        "`kafka.bootstrap.servers` is not yours to set: `connectionString` or `namespace` says where the hub is"),
                arguments("§kafka.security.protocol: SSL", "kafka", "`kafka.security.protocol` " + login),
                arguments("§kafka.sasl.mechanism: PLAIN", "kafka", "`kafka.sasl.mechanism` " + login),
                arguments("§kafka.sasl.jaas.config: \"${env:SECRET}\"", "kafka", "`kafka.sasl.jaas.config` " + login),
                arguments(
                        "§subscribe: t",
                        "kafka",
                        "`subscribe` is not yours to set: write `hub` beside `options` instead"),
                arguments(
                        "§startingOffsets: t",
                        "kafka",
                        "`startingOffsets` is not yours to set: write `startingPosition` beside `options` instead"),
                arguments(
                        "§maxOffsetsPerTrigger: 1",
                        "kafka",
                        "`maxOffsetsPerTrigger` is not yours to set: write `maxEventsPerTrigger` beside `options` instead"),
                arguments(
                        "§failOnDataLoss: false",
                        "kafka",
                        "`failOnDataLoss` is not yours to set: write `failOnDataLoss` beside `options` instead"),
                arguments(
                        "§kafka.group.id: g",
                        "kafka",
                        "`kafka.group.id` is not yours to set: two queries that share a group read a part each, and neither says so"),
                arguments(
                        "§eventhubs.prefetchCount: 5",
                        "kafka",
                        "`eventhubs.prefetchCount` is for `protocol: amqp`, and here it is the other"),
                arguments(
                        "§kafka.client.id: v",
                        "amqp",
                        "`kafka.client.id` is for `protocol: kafka`, and here it is the other"),
                arguments(
                        "§eventhubs.prefetchcount: 5",
                        "amqp",
                        "unknown option `eventhubs.prefetchcount`; did you mean `eventhubs.prefetchCount`?"),
                arguments(
                        "eventhubs.prefetchCount: §9000", "amqp", "expected a whole number from 1 to 8000, found 9000"),
                arguments(
                        "eventhubs.operationTimeout: §30s",
                        "amqp",
                        "expected a duration from PT1S to PT5M as ISO 8601 writes it, such as PT30S, found `30s`"),
                arguments(
                        "§eventhubs.connectionString: \"${env:SECRET}\"",
                        "amqp",
                        "`eventhubs.connectionString` is not yours to set: write `connectionString` beside `options` instead"),
                arguments(
                        "§useSimulatedClient: true",
                        "amqp",
                        "`useSimulatedClient` is not yours to set: events would be made up"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionThatIsWrongHasOneProblemAtItsPlace(String option, String protocol, String problem) {
        String line = "source: { eventhubs: { " + HUB + ", protocol: " + protocol + ", options: { " + option + " } } }";
        assertThat(check(line, "", SINK)).containsExactly("p.yaml:2:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    @Test
    void optionsOfTheConnectorThatAreTheUsersToChooseAreTaken() {
        assertThat(check(
                        "source: { eventhubs: { " + HUB + ", options: { eventhubs.prefetchCount: 5000,"
                                + " eventhubs.receiverTimeout: PT20S, eventhubs.operationTimeout: PT30S,"
                                + " eventhubs.threadPoolSize: 8 } } }",
                        "",
                        SINK))
                .containsExactly("ok, a pipeline, 0 rules, writes readings");
        assertThat(check(
                        "source: { eventhubs: { " + HUB + ", options: { eventhubs.receiverTimeout: PT40S,"
                                + " eventhubs.operationTimeout: PT30S } } }",
                        "",
                        SINK))
                .containsExactly("p.yaml:2:70: `eventhubs.operationTimeout` is shorter than"
                        + " `eventhubs.receiverTimeout`: it must not be");
    }

    @Test
    void aSinkIsHeldToTheSame() {
        String line =
                "sinks: { readings: { eventhubs: { connectionString: \"${env:NAMESPACE}\", hub: h, protocol: kafka,"
                        + " §consumerGroup: g, options: { } } } }";
        assertThat(check("source: { json: { path: in } }", "", line))
                .containsExactly(
                        "p.yaml:4:" + (line.indexOf('§') + 1)
                                + ": unknown key `consumerGroup`; known here: connectionString, namespace, login, hub, protocol, options");
        String acks =
                "sinks: { readings: { eventhubs: { " + HUB + ", protocol: kafka, options: { kafka.acks: §1 } } } }";
        assertThat(check("source: { json: { path: in } }", "", acks))
                .containsExactly(
                        "p.yaml:4:" + (acks.indexOf('§') + 1)
                                + ": `kafka.acks` is all, or left out: else records could be lost with the broker that took them");
    }

    @Test
    void aSinkCompressesAsTheEndpointDoes() {
        String sink = "sinks: { readings: { eventhubs: { " + HUB
                + ", protocol: kafka, options: { kafka.compression.type: §%s } } } }";
        assertThat(check("source: { json: { path: in } }", "", sink.formatted("gzip")))
                .containsExactly("ok, a pipeline, 0 rules, writes readings");
        assertThat(check("source: { json: { path: in } }", "", sink.formatted("lz4")))
                .containsExactly("p.yaml:4:" + (sink.indexOf('§') + 1) + ": the Kafka endpoint takes none and gzip"
                        + " alone, the latter in the Premium and Dedicated tiers; `lz4` is neither");
    }

    @Test
    void aSinkHasAHubOfItsOwn() {
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { eventhubs: { connectionString: "${env:EVENTHUB}", protocol: amqp } }
                                rules: rules.yaml
                                sinks:
                                  readings: { eventhubs: { connectionString: "${env:NAMESPACE}", hub: Boilers, protocol: kafka } }
                                  alarms: { eventhubs: { connectionString: "${env:NAMESPACE}", hub: x } }
                                  rejected: { eventhubs: { namespace: acme.servicebus.windows.net, hub: x, login: { managedIdentity: { } } } }
                                  violations: { kafka: { servers: "acme.servicebus.windows.net:9093", topic: boilers } }
                                checkpoint: out
                                """).check("p.yaml"))
                .containsExactly(
                        "p.yaml:5:71: the source on line 2 reads this hub: the pipeline would read what it writes",
                        "p.yaml:7:73: the sink on line 6 writes to this hub: each sink has a hub of its own",
                        "p.yaml:8:78: the source on line 2 reads this topic: the pipeline would read what it writes");
    }

    @Test
    void continuousProcessingGoesByTheKafkaEndpoint() {
        String amqp = "continuous processing knows hubs by their Kafka endpoint alone: write `protocol: kafka`, or"
                + " `trigger: { every: 1s }`";
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { eventhubs: { connectionString: "${env:EVENTHUB}", maxEventsPerTrigger: 5 } }
                                rules: rules.yaml
                                sinks:
                                  violations: { eventhubs: { connectionString: "${env:NAMESPACE}", hub: v } }
                                  rejected: [ { eventhubs: { connectionString: "${env:NAMESPACE}", hub: r, protocol: kafka } }, { kafka: { servers: "a:1", topic: r } } ]
                                trigger: { continuous: 1s }
                                checkpoint: cp
                                """).check("p.yaml"))
                .containsExactly(
                        "p.yaml:2:42: " + amqp,
                        "p.yaml:2:82: `maxEventsPerTrigger` is about batches, and continuous processing has none: leave"
                                + " it out, or write `trigger: { every: 1s }`",
                        "p.yaml:5:73: " + amqp,
                        "p.yaml:6:131: continuous processing writes to one cluster: give this sink the `servers` and"
                                + " `options` of the one on line 6, or write `trigger: { every: 1s }`");
        assertThat(files.with("p.yaml", """
                                pipeline: p
                                source: { eventhubs: { connectionString: "${env:EVENTHUB}", protocol: kafka } }
                                rules: rules.yaml
                                sinks:
                                  violations: { eventhubs: { connectionString: "${env:NAMESPACE}", hub: v, protocol: kafka } }
                                  rejected: { eventhubs: { connectionString: "${env:NAMESPACE}", hub: r, protocol: kafka } }
                                trigger: { continuous: 1s }
                                checkpoint: cp
                                """).check("p.yaml"))
                .containsExactly("ok, a pipeline, 1 rule, writes violations and rejected");
    }

    @Test
    void noProblemTellsASecret() {
        for (String source : new String[] {
            "{ connectionString: \"Endpoint=sb://${env:SECRET};SharedAccessKeyName=n;SharedAccessKey=${env:SECRET}\" }",
            "{ connectionString: \"${env:SECRET}\" }",
            "{ connectionString: \"${env:TYPO}\", hub: \"${env:SECRET}!\" }",
            "{ connectionString: \"${env:EVENTHUB}\", hub: \"${env:SECRET}\" }",
            "{ namespace: \"${env:SECRET}/\", hub: h, login: { clientSecret: { tenant: \"${env:SECRET}!\" } } }"
        }) {
            assertThat(check("source: { eventhubs: " + source + " }", "", SINK))
                    .isNotEmpty()
                    .allSatisfy(problem ->
                            assertThat(problem).startsWith("p.yaml:2:").doesNotContain("c4nary"));
        }
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
