package io.vigie.adapters.eventhubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.eventhubs.client.ClientSettings;
import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.client.OutgoingEvent;
import io.vigie.adapters.eventhubs.login.HubTokens;
import io.vigie.adapters.eventhubs.testing.AmqpError;
import io.vigie.adapters.eventhubs.testing.Faults;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.StoredEvent;
import io.vigie.application.plan.EventHub;
import io.vigie.application.port.out.PipelineFailed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent to a hub is there, in each key's order, whatever happens to the link. */
@Timeout(150)
class SendingTest {

    private static final int KEYS = 20;
    private static final int ROUNDS = 120;

    private final Hub hub = TestSource.newHub(4);
    private final Faults faults = TestSource.shared().faults();

    @AfterEach
    void noMoreFaults() {
        faults.clear();
    }

    private HubSender sender() {
        EventHub target = TestSource.hub(TestSource.shared().host(), hub.name(), hub.connectionString());
        return new HubSender(new HubAccess(
                target.host(), target.name(), HubTokens.of(hub.connectionString()), ClientSettings.DEFAULT));
    }

    private static OutgoingEvent event(String key, byte[] body) {
        return OutgoingEvent.of(key.getBytes(StandardCharsets.UTF_8), body, List.of());
    }

    private static byte[] body(int round) {
        return Integer.toString(round).getBytes(StandardCharsets.UTF_8);
    }

    private static void send(OrderedSending sending, int round) {
        for (int key = 0; key < KEYS; key++) {
            sending.add(event("boiler-" + key, body(round)));
        }
    }

    /** The rounds of each key, in the order of its partition; where one was sent again, in that of the first time. */
    private Map<String, List<Integer>> rounds() {
        Map<String, Set<Integer>> seen = new LinkedHashMap<>();
        Map<String, Set<String>> partitions = new TreeMap<>();
        for (StoredEvent stored : hub.events()) {
            String key = stored.event().partitionKey().get();
            seen.computeIfAbsent(key, name -> new java.util.LinkedHashSet<>())
                    .add(Integer.valueOf(stored.event().text()));
            partitions.computeIfAbsent(key, name -> new TreeSet<>()).add(stored.partition());
        }
        assertThat(partitions.values()).allSatisfy(all -> assertThat(all).hasSize(1));
        Map<String, List<Integer>> rounds = new TreeMap<>();
        seen.forEach((key, numbers) -> rounds.put(key, new ArrayList<>(numbers)));
        return rounds;
    }

    @Test
    void detachedLinksAndDroppedConnectionsCostNoEventAndNoOrder() {
        try (HubSender sender = sender()) {
            OrderedSending sending = new OrderedSending(sender);
            for (int round = 0; round < ROUNDS; round++) {
                send(sending, round);
                if (round % 10 == 9) {
                    int number = round / 10;
                    CompletableFuture<Void> fault = CompletableFuture.runAsync(() -> {
                        if (number % 3 == 0) {
                            faults.dropConnections();
                        } else {
                            faults.detachSenders(number % 3 == 1 ? AmqpError.DETACH_FORCED : AmqpError.SERVER_BUSY);
                        }
                    });
                    sending.end();
                    fault.join();
                }
            }
        }

        List<Integer> all = IntStream.range(0, ROUNDS).boxed().toList();
        assertThat(rounds()).hasSize(KEYS);
        assertThat(rounds().values()).allSatisfy(each -> assertThat(each).isEqualTo(all));
    }

    @Test
    void aBusyHubIsWaitedFor() {
        faults.refuseLinks(AmqpError.SERVER_BUSY, Duration.ofSeconds(3));
        try (HubSender sender = sender()) {
            OrderedSending sending = new OrderedSending(sender);
            send(sending, 0);
            sending.end();
        }

        assertThat(rounds()).hasSize(KEYS);
    }

    @Test
    void manyBytesOfOneKeyStayInTheirOrder() {
        byte[] body = new byte[10_000];
        try (HubSender sender = sender()) {
            OrderedSending sending = new OrderedSending(sender);
            for (int i = 0; i < 200; i++) {
                body[0] = (byte) i;
                sending.add(event("boiler", body.clone()));
            }
            sending.end();
        }

        assertThat(hub.events()).hasSize(200);
        List<StoredEvent> events = hub.events();
        assertThat(IntStream.range(0, 200).allMatch(i -> events.get(i).event().body()[0] == (byte) i))
                .isTrue();
    }

    @Test
    void anEventThatIsTooLargeEndsThePipelineNamingItsDevice() {
        try (HubSender sender = sender()) {
            OrderedSending sending = new OrderedSending(sender);
            sending.add(event("boiler-1", body(0)));
            sending.add(event("boiler-7", new byte[2 << 20]));

            assertThatExceptionOfType(PipelineFailed.class)
                    .isThrownBy(sending::end)
                    .withMessageContaining("the device boiler-7 is larger than the hub " + hub.name());
        }
    }
}
