package io.vigie.adapters.eventhubs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.azure.eventhubs.AuthorizationFailedException;
import com.microsoft.azure.eventhubs.ConnectionStringBuilder;
import com.microsoft.azure.eventhubs.EventData;
import com.microsoft.azure.eventhubs.EventHubClient;
import com.microsoft.azure.eventhubs.EventHubException;
import com.microsoft.azure.eventhubs.EventHubRuntimeInformation;
import com.microsoft.azure.eventhubs.EventPosition;
import com.microsoft.azure.eventhubs.IllegalEntityException;
import com.microsoft.azure.eventhubs.PartitionReceiver;
import com.microsoft.azure.eventhubs.PartitionRuntimeInformation;
import com.microsoft.azure.eventhubs.PartitionSender;
import com.microsoft.azure.eventhubs.PayloadSizeExceededException;
import com.microsoft.azure.eventhubs.ReceiverDisconnectedException;
import com.microsoft.azure.eventhubs.ReceiverOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client below the Spark connector takes a {@link LocalEventHubs} for the service. */
@Timeout(300)
class LegacyClientTest {

    private static final ScheduledExecutorService THREADS = Executors.newScheduledThreadPool(8);
    private static LocalEventHubs hubs;

    private final List<EventHubClient> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        hubs = LocalEventHubs.start();
        hubs.trustStore().use();
    }

    @AfterAll
    static void stop() {
        hubs.close();
        THREADS.shutdownNow();
    }

    @AfterEach
    void closeClients() throws EventHubException {
        hubs.faults().clear();
        for (EventHubClient client : clients) {
            client.closeSync();
        }
    }

    @Test
    void eventsAreReceivedAsTheyWerePublished() throws Exception {
        Hub hub = hubs.createHub("published", 2);
        hub.publish(
                1,
                Event.of("first")
                        .withProperty("site", "lyon")
                        .withProperty("count", 3)
                        .withPartitionKey("boiler-7")
                        .withSystemProperty("iothub-connection-device-id", "boiler-7")
                        .withSystemProperty("iothub-enqueuedtime", Date.from(Instant.ofEpochSecond(1)))
                        .withSystemProperty("content-type", "application/json"),
                Event.of("second"));

        List<EventData> received = receive(receiver(hub, 1, EventPosition.fromStartOfStream()), 2);

        assertThat(received).extracting(LegacyClientTest::text).containsExactly("first", "second");
        EventData first = received.get(0);
        assertThat(first.getProperties()).containsEntry("site", "lyon").containsEntry("count", 3);
        assertThat(first.getSystemProperties())
                .containsEntry("iothub-connection-device-id", "boiler-7")
                .containsEntry("iothub-enqueuedtime", Date.from(Instant.ofEpochSecond(1)))
                .containsEntry("content-type", "application/json");
        assertThat(first.getSystemProperties().getPartitionKey()).isEqualTo("boiler-7");
        List<StoredEvent> stored = hub.events(1);
        for (int number = 0; number < 2; number++) {
            EventData.SystemProperties system = received.get(number).getSystemProperties();
            assertThat(system.getSequenceNumber()).isEqualTo(number);
            assertThat(system.getOffset())
                    .isEqualTo(Long.toString(stored.get(number).offset()));
            assertThat(system.getEnqueuedTime()).isEqualTo(stored.get(number).enqueuedTime());
        }
        assertThat(stored.get(1).offset()).isGreaterThan(1);
        assertThat(hub.events(0)).isEmpty();
    }

    @Test
    void receiversBeginWhereTheyAreTold() throws Exception {
        Hub hub = hubs.createHub("positions", 1);
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        for (int number = 0; number < 10; number++) {
            hub.publishAt(time.plusSeconds(number), 0, Event.of("event " + number));
        }
        String offset = Long.toString(hub.events(0).get(4).offset());

        assertThat(first(hub, EventPosition.fromStartOfStream())).isEqualTo(0);
        assertThat(first(hub, EventPosition.fromSequenceNumber(4L))).isEqualTo(5);
        assertThat(first(hub, EventPosition.fromSequenceNumber(4L, true))).isEqualTo(4);
        assertThat(first(hub, EventPosition.fromOffset(offset))).isEqualTo(5);
        assertThat(first(hub, EventPosition.fromOffset(offset, true))).isEqualTo(4);
        assertThat(first(hub, EventPosition.fromEnqueuedTime(time.plusSeconds(4))))
                .isEqualTo(5);
        assertThat(first(hub, EventPosition.fromEnqueuedTime(time.plusMillis(3_999))))
                .isEqualTo(4);
    }

    @Test
    void theEndOfTheStreamIsWhereTheNextEventWillBe() throws Exception {
        Hub hub = hubs.createHub("end", 1);
        hub.publish(0, Event.of("before"));
        PartitionReceiver receiver = receiver(hub, 0, EventPosition.fromEndOfStream());
        hub.publish(0, Event.of("after"));

        assertThat(receive(receiver, 1)).extracting(LegacyClientTest::text).containsExactly("after");
    }

    @Test
    void sentEventsAreInTheHub() throws Exception {
        Hub hub = hubs.createHub("sent", 4);
        EventHubClient client = client(hub);
        EventData single = event("single");
        single.getProperties().put("site", "lyon");
        PartitionSender sender = client.createPartitionSenderSync("2");
        sender.sendSync(single);
        sender.sendSync(List.of(event("a"), event("b")));
        client.sendSync(Stream.of("c", "d").map(LegacyClientTest::event).toList(), "key");
        client.sendSync(event("e"), "key");

        assertThat(hub.events(2)).extracting(stored -> stored.event().text()).startsWith("single", "a", "b");
        assertThat(hub.events(2).get(0).event().properties()).isEqualTo(Map.of("site", "lyon"));
        List<StoredEvent> keyed = hub.events().stream()
                .filter(stored -> stored.event().partitionKey().contains("key"))
                .toList();
        assertThat(keyed).extracting(stored -> stored.event().text()).containsExactly("c", "d", "e");
        assertThat(keyed)
                .extracting(StoredEvent::partition)
                .containsOnly(keyed.get(0).partition());
        assertThat(keyed.get(0).enqueuedTime()).isCloseTo(Instant.now(), within(Duration.ofMinutes(5)));
    }

    @Test
    void eventsWithoutAKeyAreSpreadOverThePartitions() throws Exception {
        Hub hub = hubs.createHub("spread", 4);
        EventHubClient client = client(hub);
        for (int number = 0; number < 8; number++) {
            client.sendSync(event("event"));
        }

        assertThat(IntStream.range(0, 4).mapToLong(hub::end)).containsOnly(2L);
    }

    @Test
    void anEventThatIsTooLargeIsRefused() throws Exception {
        EventHubClient client = client(hubs.createHub("large", 1));

        assertThatThrownBy(() -> client.sendSync(EventData.create(new byte[1 << 20])))
                .isInstanceOf(PayloadSizeExceededException.class);
    }

    @Test
    void hubsAndPartitionsAreDescribed() throws Exception {
        Hub hub = hubs.createHub("described", 2);
        EventHubClient client = client(hub);
        EventHubRuntimeInformation information = client.getRuntimeInformation().get();
        assertThat(information.getPath()).isEqualTo("described");
        assertThat(information.getPartitionIds()).containsExactly("0", "1");
        assertThat(information.getPartitionCount()).isEqualTo(2);
        PartitionRuntimeInformation empty =
                client.getPartitionRuntimeInformation("0").get();
        assertThat(empty.getIsEmpty()).isTrue();
        assertThat(empty.getBeginSequenceNumber()).isEqualTo(-1);
        assertThat(empty.getLastEnqueuedSequenceNumber()).isEqualTo(-1);

        hub.publish(0, Event.of("a"), Event.of("b"), Event.of("c"));
        hub.truncate(0, 1);

        PartitionRuntimeInformation filled =
                client.getPartitionRuntimeInformation("0").get();
        assertThat(filled.getIsEmpty()).isFalse();
        assertThat(filled.getBeginSequenceNumber()).isEqualTo(1);
        assertThat(filled.getLastEnqueuedSequenceNumber()).isEqualTo(2);
        StoredEvent last = hub.events(0).get(1);
        assertThat(filled.getLastEnqueuedOffset()).isEqualTo(Long.toString(last.offset()));
        assertThat(filled.getLastEnqueuedTimeUtc()).isEqualTo(last.enqueuedTime());
    }

    @Test
    void receiversThatAskForItAreToldHowFarThePartitionIs() throws Exception {
        Hub hub = hubs.createHub("metrics", 1);
        hub.publish(0, Event.of("a"), Event.of("b"));
        ReceiverOptions options = new ReceiverOptions();
        options.setReceiverRuntimeMetricEnabled(true);
        PartitionReceiver receiver =
                client(hub).createReceiverSync(Hub.DEFAULT_GROUP, "0", EventPosition.fromStartOfStream(), options);

        receive(receiver, 1);

        assertThat(receiver.getRuntimeInformation().getLastEnqueuedSequenceNumber())
                .isEqualTo(1);
    }

    @Test
    void whatRetentionHasTakenIsSkipped() throws Exception {
        Hub hub = hubs.createHub("retained", 1);
        for (int number = 0; number < 5; number++) {
            hub.publish(0, Event.of("event"));
        }
        hub.truncate(0, 3);

        assertThat(first(hub, EventPosition.fromStartOfStream())).isEqualTo(3);
        assertThat(first(hub, EventPosition.fromSequenceNumber(1L))).isEqualTo(3);
        assertThat(hub.beginning(0)).isEqualTo(3);
        assertThat(hub.events(0)).hasSize(2);
    }

    @Test
    void aWrongKeyIsRefused() {
        Hub hub = hubs.createHub("locked", 1);
        SharedAccessPolicy unknown = new SharedAccessPolicy(
                hubs.rootPolicy().name(), "another", hubs.rootPolicy().rights());

        assertThatThrownBy(() -> receiver(hubs.connectionString(unknown, hub.name()), Hub.DEFAULT_GROUP, "0"))
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("InvalidSignature");
    }

    @Test
    void aSignatureThatHasExpiredIsRefused() {
        Hub hub = hubs.createHub("expired", 1);
        String signature = Signatures.of(
                hubs.rootPolicy(),
                "amqp://" + hubs.host() + "/expired",
                Instant.now().minusSeconds(60));
        assertThatThrownBy(() -> receiver(signed(hub, signature), Hub.DEFAULT_GROUP, "0"))
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("ExpiredToken");
    }

    @Test
    void aSignatureForAnotherHubIsRefused() {
        Hub hub = hubs.createHub("mine", 1);
        String signature = Signatures.of(
                hubs.rootPolicy(),
                "amqp://" + hubs.host() + "/yours",
                Instant.now().plusSeconds(60));
        assertThatThrownBy(() -> receiver(signed(hub, signature), Hub.DEFAULT_GROUP, "0"))
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("InvalidAudience");
    }

    @Test
    void aSignatureForTheHubIsGoodForItsPartitions() throws Exception {
        Hub hub = hubs.createHub("signed", 1);
        hub.publish(0, Event.of("event"));
        String signature = Signatures.of(
                hubs.rootPolicy(),
                "sb://" + hubs.host() + "/signed",
                Instant.now().plusSeconds(60));

        assertThat(receive(receiver(signed(hub, signature), Hub.DEFAULT_GROUP, "0"), 1))
                .hasSize(1);
    }

    @Test
    void aPolicyAllowsWhatItHasRightsFor() throws Exception {
        Hub hub = hubs.createHub("rights", 1);
        hub.publish(0, Event.of("event"));
        EventHubClient listener = client(hubs.connectionString(hubs.addPolicy("listener", Right.LISTEN), hub.name()));

        assertThat(receive(listener.createReceiverSync(Hub.DEFAULT_GROUP, "0", EventPosition.fromStartOfStream()), 1))
                .hasSize(1);
        assertThatThrownBy(() -> listener.sendSync(event("event")))
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("'Send' claim(s) are required");
        SharedAccessPolicy sender = hubs.addPolicy("sender", Right.SEND);
        assertThatThrownBy(() -> receiver(hubs.connectionString(sender, hub.name()), Hub.DEFAULT_GROUP, "0"))
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("'Listen' claim(s) are required");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Hub hub = hubs.createHub("known", 1);
        assertThatThrownBy(() -> receiver(hubs.connectionString(hubs.rootPolicy(), "unknown"), Hub.DEFAULT_GROUP, "0"))
                .isInstanceOf(IllegalEntityException.class)
                .hasMessageContaining("/unknown' could not be found");
        assertThatThrownBy(() -> receiver(hub.connectionString(), "strangers", "0"))
                .isInstanceOf(IllegalEntityException.class)
                .hasMessageContaining("strangers");
        assertThatThrownBy(() -> receiver(hub.connectionString(), Hub.DEFAULT_GROUP, "7"))
                .isInstanceOf(IllegalEntityException.class)
                .hasMessageContaining("Partitions/7");
    }

    @Test
    void aHigherEpochTakesThePartition() throws Exception {
        Hub hub = hubs.createHub("epochs", 1, "others");
        PartitionReceiver other =
                client(hub).createEpochReceiverSync("others", "0", EventPosition.fromStartOfStream(), 0);
        PartitionReceiver plain = receiver(hub, 0, EventPosition.fromStartOfStream());
        PartitionReceiver low = epochReceiver(hub, 1);
        assertThatThrownBy(() -> plain.receiveSync(1)).isInstanceOf(ReceiverDisconnectedException.class);
        PartitionReceiver high = epochReceiver(hub, 2);
        assertThatThrownBy(() -> low.receiveSync(1)).isInstanceOf(ReceiverDisconnectedException.class);

        assertThatThrownBy(() -> epochReceiver(hub, 1)).isInstanceOf(ReceiverDisconnectedException.class);
        assertThatThrownBy(() -> receiver(hub, 0, EventPosition.fromStartOfStream()))
                .isInstanceOf(ReceiverDisconnectedException.class);
        hub.publish(0, Event.of("event"));
        assertThat(receive(high, 1)).hasSize(1);
        assertThat(receive(other, 1)).hasSize(1);
        Future<?> waiting = high.receive(1);
        PartitionReceiver same = epochReceiver(hub, 2);
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(ReceiverDisconnectedException.class);
        assertThat(receive(same, 1)).hasSize(1);
        Future<?> stolen = same.receive(1);
        hubs.faults().steal(hub, Hub.DEFAULT_GROUP, 0);
        assertThatThrownBy(stolen::get).hasCauseInstanceOf(ReceiverDisconnectedException.class);
    }

    @Test
    void aReceiverThatIsDetachedGoesOnWhereItWas() throws Exception {
        Hub hub = filled("detached", 3_000);
        hubs.faults().detachEvery(hub, 500, AmqpError.SERVER_BUSY, 2);
        hubs.faults().detachEvery(hub, 700, AmqpError.DETACH_FORCED, 2);

        assertThat(numbers(receive(receiver(hub, 0, EventPosition.fromStartOfStream()), 3_000)))
                .isEqualTo(numbers(3_000));
        assertThat(hubs.faults().outstanding()).isZero();
    }

    @Test
    void aReceiverWhoseConnectionIsCutGoesOnWhereItWas() throws Exception {
        Hub hub = filled("cut", 3_000);
        hubs.faults().dropEvery(400, 3);
        // This client may wait for an answer that the old connection took with it, as long as an operation may last.
        String impatient = new ConnectionStringBuilder(hub.connectionString())
                .setOperationTimeout(Duration.ofSeconds(5))
                .toString();
        PartitionReceiver receiver = receiver(impatient, Hub.DEFAULT_GROUP, "0");
        long dropped = hubs.counters().dropped();

        assertThat(numbers(receive(receiver, 3_000))).isEqualTo(numbers(3_000));
        assertThat(hubs.faults().outstanding()).isZero();
        assertThat(hubs.counters().dropped()).isEqualTo(dropped + 3);
    }

    @Test
    void aReceiverSurvivesAStopAndAStart() throws Exception {
        Hub hub = filled("stopped", 1_000);
        PartitionReceiver receiver = receiver(hub, 0, EventPosition.fromStartOfStream());
        List<EventData> before = receive(receiver, 200);
        hubs.stop();
        Thread.sleep(1_000);
        hubs.startAgain();

        List<EventData> all = new ArrayList<>(before);
        all.addAll(receive(receiver, 800));
        assertThat(numbers(all)).isEqualTo(numbers(1_000));
    }

    @Test
    void nothingComesWhileTheServicePauses() throws Exception {
        Hub hub = filled("paused", 10);
        hubs.faults().pause();
        PartitionReceiver receiver = receiver(hub, 0, EventPosition.fromStartOfStream());
        receiver.setReceiveTimeout(Duration.ofSeconds(1));
        assertThat(receiver.receiveSync(10)).isNull();
        hubs.faults().resume();

        assertThat(numbers(receive(receiver, 10))).isEqualTo(numbers(10));
    }

    @Test
    void aReceiverComesAgainThatIsRefusedForAWhile() throws Exception {
        Hub hub = filled("refused", 10);
        long refused = hubs.counters().refused();
        hubs.faults().refuseLinks(AmqpError.SERVER_BUSY, Duration.ofSeconds(3));

        assertThat(receive(receiver(hub, 0, EventPosition.fromStartOfStream()), 10))
                .hasSize(10);
        assertThat(hubs.counters().refused()).isGreaterThan(refused);
    }

    @Test
    void aConnectionIsMadeAgainThatIsCutForAWhile() throws Exception {
        Hub hub = filled("unreachable", 10);
        long refused = hubs.counters().refused();
        PartitionReceiver receiver = receiver(hub, 0, EventPosition.fromStartOfStream());
        assertThat(receive(receiver, 10)).hasSize(10);
        hubs.faults().refuseConnections(Duration.ofSeconds(3));
        hubs.faults().dropConnections();
        hub.publish(0, Event.of("later"));

        assertThat(receive(receiver, 1)).hasSize(1);
        assertThat(hubs.counters().refused()).isGreaterThan(refused);
    }

    @Test
    void aSenderThatIsDetachedSendsAgain() throws Exception {
        Hub hub = hubs.createHub("resent", 1);
        EventHubClient client = client(hub);
        client.sendSync(event("before"));
        hubs.faults().detachSenders(AmqpError.SERVER_BUSY);
        try {
            client.send(event("after")).get(20, TimeUnit.SECONDS);
        } catch (TimeoutException forgotten) {
            // This client may keep for ever what it is given just as it learns that its link is gone.
            client.sendSync(event("after"));
        }

        assertThat(hub.events(0))
                .extracting(stored -> stored.event().text())
                .startsWith("before", "after")
                .containsOnly("before", "after");
    }

    @Test
    void aReceiverIsToldOfAnyConditionThatATestThinksOf() throws Exception {
        Hub hub = hubs.createHub("condition", 1);
        PartitionReceiver receiver = receiver(hub, 0, EventPosition.fromStartOfStream());
        Future<?> waiting = receiver.receive(1);
        hubs.faults().detachReceivers(new AmqpError("amqp:unauthorized-access", "The key is another now."));

        assertThatThrownBy(waiting::get)
                .hasCauseInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("The key is another now.");
    }

    @Test
    void aPositionBehindTheEndIsRefused() {
        Hub hub = filled("beyond", 10);

        assertThatThrownBy(() -> receiver(hub, 0, EventPosition.fromSequenceNumber(11L)))
                .hasMessageContaining("The supplied sequence number '11' is invalid");
        assertThatThrownBy(() -> receiver(hub, 0, EventPosition.fromOffset("1000000")))
                .hasMessageContaining("The supplied offset '1000000' is invalid");
    }

    @Test
    void receiversThatGoMakeRoom() throws Exception {
        Hub hub = hubs.createHub("room", 1);
        PartitionReceiver receiver = receiver(hub, 0, EventPosition.fromStartOfStream());
        assertThat(hub.receivers(Hub.DEFAULT_GROUP, 0)).isEqualTo(1);
        receiver.closeSync();

        assertThat(hub.receivers(Hub.DEFAULT_GROUP, 0)).isZero();
    }

    private static Hub filled(String name, int events) {
        Hub hub = hubs.createHub(name, 1);
        hub.publish(
                0,
                IntStream.range(0, events)
                        .mapToObj(number -> Event.of("event " + number))
                        .iterator());
        return hub;
    }

    private long first(Hub hub, EventPosition position) throws EventHubException, IOException {
        PartitionReceiver receiver = receiver(hub, 0, position);
        try {
            return receive(receiver, 1).get(0).getSystemProperties().getSequenceNumber();
        } finally {
            receiver.closeSync();
        }
    }

    private PartitionReceiver receiver(Hub hub, int partition, EventPosition position)
            throws EventHubException, IOException {
        return client(hub).createReceiverSync(Hub.DEFAULT_GROUP, Integer.toString(partition), position);
    }

    private PartitionReceiver receiver(String connectionString, String group, String partition)
            throws EventHubException, IOException {
        return client(connectionString).createReceiverSync(group, partition, EventPosition.fromStartOfStream());
    }

    private PartitionReceiver epochReceiver(Hub hub, long epoch) throws EventHubException, IOException {
        return client(hub).createEpochReceiverSync(Hub.DEFAULT_GROUP, "0", EventPosition.fromStartOfStream(), epoch);
    }

    private EventHubClient client(Hub hub) throws EventHubException, IOException {
        return client(hub.connectionString());
    }

    private EventHubClient client(String connectionString) throws EventHubException, IOException {
        ConnectionStringBuilder builder = new ConnectionStringBuilder(connectionString);
        if (!connectionString.contains("OperationTimeout")) {
            builder.setOperationTimeout(Duration.ofSeconds(30));
        }
        EventHubClient client = EventHubClient.createFromConnectionStringSync(builder.toString(), THREADS);
        clients.add(client);
        return client;
    }

    private static String signed(Hub hub, String signature) {
        return "Endpoint=sb://" + hubs.host() + "/;SharedAccessSignature=" + signature + ";EntityPath=" + hub.name();
    }

    private static List<EventData> receive(PartitionReceiver receiver, int count) throws EventHubException {
        List<EventData> events = new ArrayList<>();
        Instant deadline = Instant.now().plusSeconds(120);
        while (events.size() < count && Instant.now().isBefore(deadline)) {
            Iterable<EventData> some = receiver.receiveSync(Math.min(count - events.size(), 500));
            if (some != null) {
                some.forEach(events::add);
            }
        }
        return events;
    }

    private static List<Long> numbers(List<EventData> events) {
        return events.stream()
                .map(event -> event.getSystemProperties().getSequenceNumber())
                .toList();
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private static EventData event(String text) {
        return EventData.create(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(EventData event) {
        return new String(event.getBytes(), StandardCharsets.UTF_8);
    }
}
