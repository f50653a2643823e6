package io.vigie.bootstrap.configuration.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.application.plan.EventHub;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.EventHubPosition;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventHubsPipelineTest {

    private static final String CONNECTION =
            "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=read;SharedAccessKey=c4nary-Zx9";
    private static final SettingValue LOGIN = new SettingValue(CONNECTION + ";EntityPath=boilers", "${env:EVENTHUB}");

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectory() {
        files = new ConfigurationDirectory(directory)
                .withVariable("EVENTHUB", LOGIN.value())
                .withVariable("NAMESPACE", CONNECTION)
                .withVariable("SECRET", "c4nary-Zx9");
    }

    private PipelinePlan pipeline(String source, String sinks) {
        return files.with(
                        "p.yaml",
                        "pipeline: p\nsource: " + source + "\nsinks: { readings: " + sinks + " }\ncheckpoint: cp\n")
                .pipeline("p.yaml");
    }

    private SourcePlan.EventHubEvents source(String source) {
        return (SourcePlan.EventHubEvents) pipeline("{ eventhubs: " + source + " }", "{ delta: { path: out } }")
                .source();
    }

    @Test
    void aSourceBeginsWithTheOldestEventsOverAmqpUnlessItSaysOtherwise() {
        assertThat(source("{ connectionString: \"${env:EVENTHUB}\" }"))
                .isEqualTo(new SourcePlan.EventHubEvents(
                        new EventHub(
                                "acme.servicebus.windows.net",
                                Option.none(),
                                "boilers",
                                new EventHubLogin.SharedAccessKey(LOGIN)),
                        EventHubProtocol.AMQP,
                        "$Default",
                        new EventHubPosition.Earliest(),
                        LinkedHashMap.empty(),
                        Option.none(),
                        true,
                        true,
                        false,
                        LinkedHashMap.empty()));
    }

    @Test
    void aSourceIsReadWordForWord() {
        assertThat(source("""
                        {
                            connectionString: "${env:EVENTHUB}",
                            hub: boilers,
                            consumerGroup: vigie,
                            protocol: kafka,
                            startingPosition: {
                              partitions: { 0: latest, 3: { sequenceNumber: 17 }, 4: { time: "2026-01-01T01:00:00+01:00" } },
                              others: { sequenceNumber: 5 } },
                            maxEventsPerTrigger: 3000000000,
                            failOnDataLoss: false,
                            propertiesAsTags: false,
                            deviceFromIotHub: true,
                            options: { kafka.client.id: v }
                          }"""))
                .isEqualTo(new SourcePlan.EventHubEvents(
                        new EventHub(
                                "acme.servicebus.windows.net",
                                Option.none(),
                                "boilers",
                                new EventHubLogin.SharedAccessKey(LOGIN)),
                        EventHubProtocol.KAFKA,
                        "vigie",
                        new EventHubPosition.SequenceNumber(5),
                        LinkedHashMap.of(
                                0,
                                new EventHubPosition.Latest(),
                                3,
                                new EventHubPosition.SequenceNumber(17),
                                4,
                                new EventHubPosition.EnqueuedTime(Instant.parse("2026-01-01T00:00:00Z"))),
                        Option.some(3_000_000_000L),
                        false,
                        false,
                        true,
                        LinkedHashMap.of("kafka.client.id", SettingValue.plain("v"))));
    }

    /** What a login says, and what it is. */
    static Stream<Arguments> logins() {
        return Stream.of(
                arguments(
                        "{ clientSecret: { tenant: acme.example, client: 11-22, secret: \"${env:SECRET}\" } }",
                        new EventHubLogin.ClientSecret(
                                "acme.example", "11-22", new SettingValue("c4nary-Zx9", "${env:SECRET}"))),
                arguments("{ managedIdentity: { } }", new EventHubLogin.ManagedIdentity(Option.none())),
                arguments(
                        "{ managedIdentity: { client: 11-22 } }",
                        new EventHubLogin.ManagedIdentity(Option.some("11-22"))),
                arguments(
                        "{ workloadIdentity: { } }", new EventHubLogin.WorkloadIdentity(Option.none(), Option.none())),
                arguments(
                        "{ workloadIdentity: { tenant: t, client: c } }",
                        new EventHubLogin.WorkloadIdentity(Option.some("t"), Option.some("c"))));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aNamespaceHasALoginOfMicrosoftEntraId(String login, EventHubLogin expected) {
        assertThat(source("{ namespace: acme.servicebus.windows.net, hub: boilers, login: " + login + " }")
                        .hub())
                .isEqualTo(new EventHub("acme.servicebus.windows.net", Option.none(), "boilers", expected));
    }

    @Test
    void aKeyAloneMayComeByReference() {
        EventHub hub = source("{ connectionString: \"Endpoint=sb://a.b:19093/;SharedAccessKeyName=n;"
                        + "SharedAccessKey=${env:SECRET};EntityPath=boilers\", protocol: kafka }")
                .hub();
        assertThat(hub.port()).isEqualTo(Option.some(19093));
        assertThat(hub.toString()).doesNotContain("c4nary");
    }

    @Test
    void anOffsetOfTheServiceIsForAmqp() {
        assertThat(source("{ connectionString: \"${env:EVENTHUB}\", startingPosition: { offset: \"4294967296\" } }")
                        .starting())
                .isEqualTo(new EventHubPosition.Offset("4294967296"));
    }

    @Test
    void everyOutputMayGoToAHub() {
        EventHub hub = new EventHub(
                "acme.servicebus.windows.net",
                Option.none(),
                "out",
                new EventHubLogin.SharedAccessKey(new SettingValue(CONNECTION, "${env:NAMESPACE}")));
        for (String output : new String[] {"readings", "alarms", "windows", "violations", "rejected"}) {
            Map<Output, ?> sinks = files.with("p.yaml", """
                            pipeline: p
                            source: { json: { path: in } }
                            windows: [ { name: w, tumbling: 1m, aggregates: [count] } ]
                            rules: [ { id: a, metric: m, raise: [ { severity: minor, when: value > 1 } ] } ]
                            sinks:
                              %s: { eventhubs: { connectionString: "${env:NAMESPACE}", hub: out, protocol: kafka, options: { kafka.linger.ms: 5 } } }
                            checkpoint: cp
                            """.formatted(output))
                    .pipeline("p.yaml")
                    .sinks();
            assertThat(sinks.get(Output.valueOf(output.toUpperCase(java.util.Locale.ROOT)))
                            .get())
                    .hasToString(io.vavr.collection.List.of(new SinkPlan.HubEvents(
                                    hub,
                                    EventHubProtocol.KAFKA,
                                    HashMap.of("kafka.linger.ms", SettingValue.plain("5"))))
                            .toString()
                            .replace("HashMap", "LinkedHashMap"));
        }
    }

    @Test
    void aPlanTellsItsSecretsToThoseWhoHideThem() {
        PipelinePlan plan = pipeline(
                "{ eventhubs: { connectionString: \"${env:EVENTHUB}\" } }",
                "{ eventhubs: { namespace: a.b, hub: h,"
                        + " login: { clientSecret: { tenant: t, client: c, secret: \"${env:SECRET}\" } } } }");
        assertThat(plan.settings().map(setting -> setting._1))
                .containsExactlyInAnyOrder("connectionString", "SharedAccessKey", "clientSecret");
        assertThat(plan.toString()).doesNotContain("c4nary");
    }
}
