package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hubs by their Kafka endpoint, with the packaged jar, a pipeline's file and a broker that asks for what the endpoint asks. */
class EventHubsByKafkaIT {

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(60);
    private static final String SECRET = "{ clientSecret: { tenant: acme, client: 11-22, secret: \"${env:SECRET}\" } }";
    private static final Map<String, String> FOREVER = Map.of("retention.ms", "-1");

    @TempDir
    private static Path shared;

    private static HubsOfTests namespace;
    private static TokenIssuer tokens;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        tokens = new TokenIssuer();
        Path keys = shared.resolve("keys.json");
        tokens.writeKeys(keys);
        namespace = new HubsOfTests(shared.resolve("broker"), keys);
        tokens.start(namespace.identity());
    }

    @AfterAll
    static void stop() {
        tokens.close();
        namespace.close();
    }

    private static ProducerRecord<byte[], byte[]> event(String hub, int partition, String value) {
        return new ProducerRecord<>(hub, partition, null, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String reading(int number) {
        return Messages.text(Messages.readings(number, number + 1).get(0));
    }

    /** An event as IoT Hub hands it on: its properties are encoded as AMQP has them. */
    private static ProducerRecord<byte[], byte[]> fromIotHub(String hub, String value) {
        ProducerRecord<byte[], byte[]> event = event(hub, 1, value);
        Map<String, String> properties = new TreeMap<>(Map.of(
                "iothub-connection-device-id", "a108626f696c65722d37",
                "iothub-enqueuedtime", "830000019b76daa80a",
                "floor", "542a",
                "site", "a1046c796f6e"));
        properties.forEach(
                (name, hex) -> event.headers().add(name, HexFormat.of().parseHex(hex)));
        event.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        return event;
    }

    private Pipeline pipeline(String source, String sinks) throws IOException {
        return KafkaPipeline.write(directory, directory.resolve("out"), """
                pipeline: hubs
                source: { eventhubs: { protocol: kafka, options: { %s }, %s } }
                rules: rules.yaml
                sinks:
                  readings: { delta: { path: out/readings } }
                %s
                checkpoint: out/checkpoint
                """.formatted(
                        namespace.trust(), source, sinks.indent(2).stripTrailing()));
    }

    private VigieProcess.Ended run(Pipeline pipeline, Map<String, String> environment)
            throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("VIGIE_DEBUG", "1");
        try (VigieProcess process = VigieProcess.run(
                pipeline,
                new VigieProcess.Surroundings(
                        List.of(
                                "-Djavax.net.ssl.trustStore=" + namespace.trustStore(),
                                "-Djavax.net.ssl.trustStorePassword="
                                        + io.vigie.adapters.spark.testing.Certificates.PASSWORD),
                        all))) {
            return process.end(Duration.ofMinutes(3));
        }
    }

    private VigieProcess.Ended run(Pipeline pipeline, String key) throws IOException, InterruptedException {
        return run(pipeline, Map.of("EVENTHUB", namespace.connectionString(key)));
    }

    private List<String> places() {
        return Tables.read(directory.resolve("out/readings"))
                .selectExpr("concat_ws(' ', source, partition, offset)")
                .as(Encoders.STRING())
                .collectAsList();
    }

    private void assertNowhere(String... secrets) throws IOException {
        for (String secret : secrets) {
            Canary canary = new Canary(secret);
            for (Path file : Directories.files(directory)) {
                assertThat(canary.isIn(Files.readAllBytes(file)))
                        .as("a secret is in %s", file)
                        .isFalse();
            }
        }
    }

    @Test
    void eventsGoFromAHubIntoATableAndIntoHubsByKeyAndByEntraId() throws Exception {
        namespace.hubs().create("boilers", 2, FOREVER);
        namespace.hubs().create("violations", 1, FOREVER);
        namespace.hubs().create("rejected", 1, FOREVER);
        List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
        for (int number = 90; number < 100; number++) {
            events.add(event("boilers", 0, reading(number)));
        }
        events.add(fromIotHub("boilers", "{\"metric\":\"m\",\"value\":1,\"timestamp\":\"2026-01-01T00:00:00Z\"}"));
        events.add(fromIotHub("boilers", "no reading"));
        namespace.hubs().send(events);
        String byKey = "connectionString: \"${env:EVENTHUB}\"";
        String bySecret = namespaceAnd(SECRET);
        String sink = "{ eventhubs: { protocol: kafka, %s, hub: %s, options: { " + namespace.trust() + " } } }";
        int before = tokens.asked().size();
        Map<String, String> environment = new TreeMap<>(identities());
        environment.put("EVENTHUB", namespace.connectionString(HubsOfTests.KEY));

        VigieProcess.Ended ended = run(
                pipeline(
                        bySecret + ", hub: boilers, deviceFromIotHub: true",
                        "violations: " + sink.formatted(bySecret, "violations") + "\nrejected: "
                                + sink.formatted(byKey, "rejected")),
                environment);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        assertThat(places()).hasSize(11).contains("boilers 0 0", "boilers 0 9", "boilers 1 0");
        Dataset<Row> fromDevice = Tables.read(directory.resolve("out/readings")).where("partition = '1'");
        Row reading = fromDevice
                .selectExpr("device_id", "tags", "cast(ingested_at as string)")
                .first();
        assertThat(reading.getString(0)).isEqualTo("boiler-7");
        assertThat(reading.<String, String>getJavaMap(1))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "header.floor",
                        "42",
                        "header.iothub-connection-device-id",
                        "boiler-7",
                        "header.iothub-enqueuedtime",
                        "2026-01-01T00:00:00.010Z",
                        "header.site",
                        "lyon"));
        assertThat(reading.getString(2)).isEqualTo("2026-01-01 00:00:00.01");
        assertThat(namespace.hubs().values("violations")).isNotEmpty();
        ConsumerRecord<byte[], byte[]> rejected =
                namespace.hubs().records("rejected").get(0);
        assertThat(new String(rejected.value(), StandardCharsets.UTF_8)).isEqualTo("no reading");
        assertThat(rejected.headers().lastHeader("site").value())
                .as("a dead letter's own headers are those that it came with")
                .isEqualTo(HexFormat.of().parseHex("a1046c796f6e"));
        tokensWereShared(before);
        assertNowhere(HubsOfTests.KEY, TokenIssuer.SECRET);
    }

    @Test
    @Tag("long")
    void itBeginsWhereThePipelineSays() throws Exception {
        namespace.hubs().create("positions", 3, FOREVER);
        for (int partition = 0; partition < 3; partition++) {
            for (int number = 0; number < 5; number++) {
                namespace.hubs().send(List.of(event("positions", partition, reading(number))));
            }
        }

        VigieProcess.Ended ended = run(
                pipeline(
                        "connectionString: \"${env:EVENTHUB}\", hub: positions, startingPosition: { partitions: {"
                                + " 0: latest, 1: { sequenceNumber: 3 }, 2: { time: \"2099-01-01T00:00:00Z\" } },"
                                + " others: earliest }",
                        ""),
                HubsOfTests.KEY);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        assertThat(places()).containsExactlyInAnyOrder("positions 1 3", "positions 1 4");
    }

    @Test
    void aWrongKeyIsToldAndNothingOfItIsLeftBehind() throws Exception {
        namespace.hubs().create("locked", 1, FOREVER);
        String wrong = HubsOfTests.KEY.replace("canary", "kanari");

        VigieProcess.Ended ended = run(pipeline("connectionString: \"${env:EVENTHUB}\", hub: locked", ""), wrong);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
        assertThat(ended.err())
                .contains(
                        "The Event Hubs namespace 127.0.0.1 does not let the pipeline in",
                        "Check the connection string");
        assertThat(Directories.files(directory))
                .as("files of tables")
                .noneMatch(file -> file.startsWith(directory.resolve("out/readings")));
        assertNowhere(wrong);
    }

    @Test
    @Tag("long")
    void aHubThatIsNotThereIsToldByItsName() throws Exception {
        long start = System.nanoTime();

        VigieProcess.Ended ended =
                run(pipeline("connectionString: \"${env:EVENTHUB}\", hub: nowhere", ""), HubsOfTests.KEY);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
        assertThat(ended.err())
                .contains("There is no hub nowhere of the Event Hubs namespace 127.0.0.1 to read. Create it, or correct"
                        + " source.eventhubs.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_REFUSAL);
    }

    @Test
    @Tag("long")
    void eventsThatAreGoneStopItAndAreCountedOnDemand() throws Exception {
        namespace.hubs().create("short", 1, FOREVER);
        namespace.hubs().send("short", reading(0), reading(1));
        String source = "connectionString: \"${env:EVENTHUB}\", hub: short";
        assertThat(run(pipeline(source, ""), HubsOfTests.KEY).status()).isEqualTo(VigieProcess.DONE);
        namespace.hubs().send("short", reading(2), reading(3), reading(4));
        namespace.hubs().deleteRecordsBefore("short", 0, 4);

        VigieProcess.Ended stopped = run(pipeline(source, ""), HubsOfTests.KEY);
        VigieProcess.Ended counted = run(pipeline(source + ", failOnDataLoss: false", ""), HubsOfTests.KEY);

        assertThat(stopped.status()).as(stopped.err()).isEqualTo(VigieProcess.STOPPED);
        assertThat(stopped.err())
                .contains("hub short partition 0, offsets 2 to 3", "failOnDataLoss: false in source.eventhubs");
        assertThat(counted.status()).as(counted.err()).isEqualTo(VigieProcess.DONE);
        assertThat(counted.out()).contains("lost 2 messages");
        assertThat(places()).containsExactlyInAnyOrder("short 0 0", "short 0 1", "short 0 4");
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"{ managedIdentity: { client: 11-22 } }", "{ workloadIdentity: { } }"})
    void anIdentityOfMicrosoftEntraIdLetsItIn(String login) throws Exception {
        String hub = login.replaceFirst("\\{ (\\w+).*", "entra-$1");
        namespace.hubs().create(hub, 1, FOREVER);
        namespace.hubs().create(hub + "-out", 1, FOREVER);
        namespace.hubs().send(hub, reading(0), reading(99));
        int before = tokens.asked().size();
        String where = namespaceAnd(login);

        VigieProcess.Ended ended = run(
                pipeline(
                        where + ", hub: " + hub,
                        "violations: { eventhubs: { protocol: kafka, " + where + ", hub: " + hub + "-out, options: { "
                                + namespace.trust() + " } } }"),
                identities());

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        assertThat(places()).hasSize(2);
        assertThat(namespace.hubs().values(hub + "-out")).isNotEmpty();
        tokensWereShared(before);
        assertNowhere(TokenIssuer.SECRET, TokenIssuer.ASSERTION, TokenIssuer.HEADER);
    }

    private static String namespaceAnd(String login) {
        return "namespace: \"127.0.0.1:" + namespace.port() + "\", login: " + login;
    }

    /** What lets a process in as whom it is told to be. */
    private static Map<String, String> identities() throws IOException {
        Path assertion = Files.writeString(shared.resolve("assertion"), TokenIssuer.ASSERTION);
        return Map.of(
                "SECRET",
                TokenIssuer.SECRET,
                "AZURE_AUTHORITY_HOST",
                tokens.authority(),
                "IDENTITY_ENDPOINT",
                tokens.machine(),
                "IDENTITY_HEADER",
                TokenIssuer.HEADER,
                "AZURE_TENANT_ID",
                "acme",
                "AZURE_CLIENT_ID",
                "33-44",
                "AZURE_FEDERATED_TOKEN_FILE",
                assertion.toString());
    }

    private static void tokensWereShared(int before) {
        assertThat(tokens.asked().subList(before, tokens.asked().size()))
                .as("the many clients of the process share tokens")
                .hasSizeBetween(1, 2)
                .allSatisfy(asked -> assertThat(asked).contains("127.0.0.1"));
    }

    @Test
    void aSecretThatEntraIdDoesNotKnowIsToldAndNotQuoted() throws Exception {
        namespace.hubs().create("entra-wrong", 1, FOREVER);
        String wrong = TokenIssuer.SECRET.replace("canary", "kanari");

        VigieProcess.Ended ended = run(
                pipeline(
                        "namespace: \"127.0.0.1:" + namespace.port() + "\", hub: entra-wrong, login: {"
                                + " clientSecret: { tenant: acme, client: 11-22, secret: \"${env:SECRET}\" } }",
                        ""),
                Map.of("SECRET", wrong, "AZURE_AUTHORITY_HOST", tokens.authority()));

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.REFUSED);
        assertThat(ended.err())
                .contains("Microsoft Entra ID gives no token for the client 11-22 of the tenant acme", "AADSTS7000215");
        assertNowhere(wrong);
    }
}
