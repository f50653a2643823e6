package io.vigie.adapters.eventhubs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.amqp.exception.AmqpErrorCondition;
import com.azure.core.amqp.exception.AmqpException;
import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.messaging.eventhubs.EventData;
import com.azure.messaging.eventhubs.EventDataBatch;
import com.azure.messaging.eventhubs.EventHubClientBuilder;
import com.azure.messaging.eventhubs.EventHubConsumerAsyncClient;
import com.azure.messaging.eventhubs.EventHubConsumerClient;
import com.azure.messaging.eventhubs.EventHubProducerClient;
import com.azure.messaging.eventhubs.EventHubProperties;
import com.azure.messaging.eventhubs.PartitionProperties;
import com.azure.messaging.eventhubs.models.CreateBatchOptions;
import com.azure.messaging.eventhubs.models.EventPosition;
import com.azure.messaging.eventhubs.models.PartitionEvent;
import com.azure.messaging.eventhubs.models.ReceiveOptions;
import com.azure.messaging.eventhubs.models.SendOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Azure's current client takes a {@link LocalEventHubs} for the service. */
@Timeout(300)
class CurrentClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static LocalEventHubs hubs;

    private final List<AutoCloseable> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        hubs = LocalEventHubs.start();
        hubs.trustStore().use();
    }

    @AfterAll
    static void stop() {
        hubs.close();
    }

    @AfterEach
    void closeClients() throws Exception {
        hubs.faults().clear();
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    @Test
    void sentEventsAreReceived() {
        Hub hub = hubs.createHub("sent-now", 4);
        EventHubProducerClient producer = producer(hub);
        EventData single = new EventData("single");
        single.getProperties().put("site", "lyon");
        single.setContentType("application/json").setMessageId("id-1");
        producer.send(List.of(single), new SendOptions().setPartitionId("3"));
        EventDataBatch batch = producer.createBatch(new CreateBatchOptions().setPartitionId("3"));
        IntStream.range(0, 100)
                .forEach(number -> assertThat(batch.tryAdd(new EventData("event " + number)))
                        .isTrue());
        producer.send(batch);

        List<PartitionEvent> received = receive(consumer(hub), "3", 101, EventPosition.earliest());

        assertThat(received)
                .extracting(event -> event.getData().getSequenceNumber())
                .containsExactlyElementsOf(LongStream.range(0, 101).boxed().toList());
        EventData first = received.get(0).getData();
        assertThat(first.getBodyAsString()).isEqualTo("single");
        assertThat(first.getProperties()).containsEntry("site", "lyon");
        assertThat(first.getContentType()).isEqualTo("application/json");
        assertThat(first.getMessageId()).isEqualTo("id-1");
        StoredEvent stored = hub.events(3).get(0);
        assertThat(first.getOffsetString()).isEqualTo(Long.toString(stored.offset()));
        assertThat(first.getEnqueuedTime()).isEqualTo(stored.enqueuedTime());
        assertThat(stored.event().properties()).isEqualTo(Map.of("site", "lyon"));
        assertThat(received.get(100).getData().getBodyAsString()).isEqualTo("event 99");
    }

    @Test
    void eventsOfAKeyStayTogether() {
        Hub hub = hubs.createHub("keyed-now", 4);
        EventHubProducerClient producer = producer(hub);
        for (String key : List.of("a", "b", "c", "d", "a", "b")) {
            producer.send(List.of(new EventData(key)), new SendOptions().setPartitionKey(key));
        }

        assertThat(hub.events()).hasSize(6);
        for (StoredEvent stored : hub.events()) {
            assertThat(stored.event().partitionKey()).contains(stored.event().text());
            assertThat(hub.events())
                    .filteredOn(
                            other -> other.event().text().equals(stored.event().text()))
                    .extracting(StoredEvent::partition)
                    .containsOnly(stored.partition());
        }
    }

    @Test
    void receiversBeginWhereTheyAreTold() {
        Hub hub = hubs.createHub("positions-now", 1);
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        for (int number = 0; number < 10; number++) {
            hub.publishAt(time.plusSeconds(number), 0, Event.of("event " + number));
        }
        String offset = Long.toString(hub.events(0).get(4).offset());

        assertThat(first(hub, EventPosition.earliest())).isEqualTo(0);
        assertThat(first(hub, EventPosition.fromSequenceNumber(4))).isEqualTo(5);
        assertThat(first(hub, EventPosition.fromSequenceNumber(4, true))).isEqualTo(4);
        assertThat(first(hub, EventPosition.fromOffsetString(offset))).isEqualTo(5);
        assertThat(first(hub, EventPosition.fromEnqueuedTime(time.plusSeconds(4))))
                .isEqualTo(5);
        assertThat(receive(consumer(hub), "0", 1, EventPosition.latest(), Duration.ofSeconds(1)))
                .isEmpty();
    }

    @Test
    void hubsAndPartitionsAreDescribed() {
        Hub hub = hubs.createHub("described-now", 2);
        EventHubConsumerClient consumer = consumer(hub);
        EventHubProperties properties = consumer.getEventHubProperties();
        assertThat(properties.getName()).isEqualTo("described-now");
        assertThat(properties.getPartitionIds()).containsExactly("0", "1");
        assertThat(consumer.getPartitionProperties("0").isEmpty()).isTrue();

        hub.publish(0, Event.of("a"), Event.of("b"), Event.of("c"));
        hub.truncate(0, 1);

        PartitionProperties partition = consumer.getPartitionProperties("0");
        assertThat(partition.isEmpty()).isFalse();
        assertThat(partition.getBeginningSequenceNumber()).isEqualTo(1);
        assertThat(partition.getLastEnqueuedSequenceNumber()).isEqualTo(2);
        assertThat(partition.getLastEnqueuedOffset())
                .isEqualTo(Long.toString(hub.events(0).get(1).offset()));
    }

    @Test
    void aHigherOwnerLevelTakesThePartition() throws Exception {
        Hub hub = hubs.createHub("owned-now", 1);
        hub.publish(0, Event.of("event"));
        Reading low = new Reading(hub, 1);
        low.awaitFirst();
        Reading high = new Reading(hub, 2);
        high.awaitFirst();

        assertThat(low.failure().getErrorCondition()).isEqualTo(AmqpErrorCondition.LINK_STOLEN);
        assertThat(new Reading(hub, 1).failure().getErrorCondition()).isEqualTo(AmqpErrorCondition.LINK_STOLEN);
    }

    @Test
    void aReceiverIsToldHowFarThePartitionIs() {
        Hub hub = hubs.createHub("metrics-now", 1);
        hub.publish(0, Event.of("a"), Event.of("b"));

        PartitionEvent event = consumer(hub)
                .receiveFromPartition(
                        "0",
                        1,
                        EventPosition.earliest(),
                        PATIENCE,
                        new ReceiveOptions().setTrackLastEnqueuedEventProperties(true))
                .iterator()
                .next();

        assertThat(event.getLastEnqueuedEventProperties().getSequenceNumber()).isEqualTo(1);
    }

    @Test
    void detachesAndCutConnectionsAreToldToReceiversWhichComeAgain() {
        Hub hub = hubs.createHub("faults-now", 1);
        hub.publish(
                0,
                IntStream.range(0, 3_000)
                        .mapToObj(number -> Event.of("event " + number))
                        .iterator());
        hubs.faults().detachEvery(hub, 700, AmqpError.DETACH_FORCED, 1);
        hubs.faults().dropEvery(1_100, 1);
        EventHubConsumerAsyncClient client = opened(builder(hub).buildAsyncConsumerClient());

        AtomicLong last = new AtomicLong(-1);
        List<PartitionEvent> received = Flux.defer(
                        () -> client.receiveFromPartition("0", EventPosition.fromSequenceNumber(last.get())))
                .doOnNext(event -> last.set(event.getData().getSequenceNumber()))
                // It says so when its link is closed, and ends without a word when its connection is cut.
                .retry(1)
                .repeat(1)
                .take(3_000)
                .collectList()
                .block(Duration.ofMinutes(2));

        assertThat(received)
                .extracting(event -> event.getData().getSequenceNumber())
                .containsExactlyElementsOf(LongStream.range(0, 3_000).boxed().toList());
        assertThat(hubs.faults().outstanding()).isZero();
    }

    @Test
    void aWrongKeyIsRefused() {
        Hub hub = hubs.createHub("locked-now", 1);
        SharedAccessPolicy wrong = new SharedAccessPolicy(
                hubs.rootPolicy().name(), "another", hubs.rootPolicy().rights());
        EventHubConsumerClient consumer =
                opened(builder(hubs.connectionString(wrong, hub.name())).buildConsumerClient());

        assertThatThrownBy(consumer::getEventHubProperties)
                .isInstanceOfSatisfying(
                        AmqpException.class,
                        e -> assertThat(e.getErrorCondition()).isEqualTo(AmqpErrorCondition.UNAUTHORIZED_ACCESS))
                .hasMessageContaining("InvalidSignature");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Hub hub = hubs.createHub("known-now", 1);
        EventHubConsumerClient unknownHub = opened(
                builder(hubs.connectionString(hubs.rootPolicy(), "unknown-now")).buildConsumerClient());
        EventHubConsumerClient unknownGroup =
                opened(builder(hub).consumerGroup("strangers").buildConsumerClient());

        assertThatThrownBy(unknownHub::getEventHubProperties)
                .isInstanceOfSatisfying(
                        AmqpException.class,
                        e -> assertThat(e.getErrorCondition()).isEqualTo(AmqpErrorCondition.NOT_FOUND));
        assertThatThrownBy(() -> receive(unknownGroup, "0", 1, EventPosition.earliest()))
                .hasStackTraceContaining("/known-now/ConsumerGroups/strangers/Partitions/0' could not be found");
    }

    @Test
    void bearerTokensAreTakenThatTheTestKnows() {
        Hub hub = hubs.createHub("bearers", 1);
        hub.publish(0, Event.of("event"));
        Instant expiry = Instant.now().plusSeconds(3600);
        hubs.acceptBearer("eyJhbGciOiJub25lIn0.e30.known", expiry);

        assertThat(receive(bearer(hub, "eyJhbGciOiJub25lIn0.e30.known", expiry), "0", 1, EventPosition.earliest()))
                .hasSize(1);
        EventHubConsumerClient stranger = bearer(hub, "eyJhbGciOiJub25lIn0.e30.other", expiry);
        assertThatThrownBy(stranger::getEventHubProperties).hasMessageContaining("Token issuer is invalid");
    }

    @Test
    void anotherPortIsGoodForClientsThatGoThere() {
        try (LocalEventHubs elsewhere = LocalEventHubs.startAt("localhost", 0)) {
            Hub hub = elsewhere.createHub("elsewhere", 1);
            hub.publish(0, Event.of("event"));
            EventHubConsumerClient consumer = builder(hub)
                    .customEndpointAddress("https://localhost:" + elsewhere.port())
                    .buildConsumerClient();
            try (consumer) {
                assertThat(receive(consumer, "0", 1, EventPosition.earliest())).hasSize(1);
            }
        }
    }

    private long first(Hub hub, EventPosition position) {
        return receive(consumer(hub), "0", 1, position).get(0).getData().getSequenceNumber();
    }

    private static List<PartitionEvent> receive(
            EventHubConsumerClient consumer, String partition, int count, EventPosition position) {
        return receive(consumer, partition, count, position, PATIENCE);
    }

    private static List<PartitionEvent> receive(
            EventHubConsumerClient consumer, String partition, int count, EventPosition position, Duration patience) {
        return consumer.receiveFromPartition(partition, count, position, patience).stream()
                .toList();
    }

    private EventHubConsumerClient consumer(Hub hub) {
        return opened(builder(hub).buildConsumerClient());
    }

    private EventHubProducerClient producer(Hub hub) {
        return opened(builder(hub).buildProducerClient());
    }

    private EventHubConsumerClient bearer(Hub hub, String token, Instant expiry) {
        TokenCredential credential = request -> Mono.just(new AccessToken(token, expiry.atOffset(ZoneOffset.UTC)));
        return opened(settings()
                .credential(hubs.host(), hub.name(), credential)
                .consumerGroup(Hub.DEFAULT_GROUP)
                .buildConsumerClient());
    }

    private static EventHubClientBuilder builder(Hub hub) {
        return builder(hub.connectionString());
    }

    private static EventHubClientBuilder builder(String connectionString) {
        return settings().connectionString(connectionString).consumerGroup(Hub.DEFAULT_GROUP);
    }

    private static EventHubClientBuilder settings() {
        return new EventHubClientBuilder()
                .retryOptions(new AmqpRetryOptions()
                        .setMaxRetries(3)
                        .setDelay(Duration.ofMillis(200))
                        .setTryTimeout(Duration.ofSeconds(20)));
    }

    private <T extends AutoCloseable> T opened(T client) {
        clients.add(client);
        return client;
    }

    /** A receiver with an owner level that goes on until it fails. */
    private final class Reading {
        private final CompletableFuture<PartitionEvent> first = new CompletableFuture<>();
        private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

        Reading(Hub hub, long level) {
            EventHubConsumerAsyncClient client = opened(builder(hub).buildAsyncConsumerClient());
            Disposable subscription = client.receiveFromPartition(
                            "0", EventPosition.earliest(), new ReceiveOptions().setOwnerLevel(level))
                    .subscribe(first::complete, failure::complete);
            clients.add(0, subscription::dispose);
        }

        void awaitFirst() throws ExecutionException, InterruptedException, TimeoutException {
            first.get(30, TimeUnit.SECONDS);
        }

        AmqpException failure() throws ExecutionException, InterruptedException, TimeoutException {
            return (AmqpException) failure.get(60, TimeUnit.SECONDS);
        }
    }
}
