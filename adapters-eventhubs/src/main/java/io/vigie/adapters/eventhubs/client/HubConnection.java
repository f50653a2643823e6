package io.vigie.adapters.eventhubs.client;

import com.microsoft.azure.eventhubs.BatchOptions;
import com.microsoft.azure.eventhubs.EventHubClient;
import com.microsoft.azure.eventhubs.EventHubClientOptions;
import com.microsoft.azure.eventhubs.EventHubException;
import com.microsoft.azure.eventhubs.EventHubRuntimeInformation;
import com.microsoft.azure.eventhubs.EventPosition;
import com.microsoft.azure.eventhubs.PartitionReceiver;
import com.microsoft.azure.eventhubs.PartitionRuntimeInformation;
import com.microsoft.azure.eventhubs.PayloadSizeExceededException;
import com.microsoft.azure.eventhubs.ReceiverOptions;
import com.microsoft.azure.eventhubs.RetryPolicy;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One AMQP connection to a hub, with threads of its own, which keep no process alive. Every wait is bounded. Who has
 * found it broken closes it and opens another: no retry is left to the client.
 */
public final class HubConnection implements AutoCloseable {

    private static final int FEWEST_THREADS = 2;
    private static final int THREADS_IDLE_SECONDS = 10;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EventHubClient client;
    private final ClientSettings settings;
    private final ScheduledThreadPoolExecutor threads;

    private HubConnection(EventHubClient client, ClientSettings settings, ScheduledThreadPoolExecutor threads) {
        this.client = client;
        this.settings = settings;
        this.threads = threads;
    }

    /**
     * Opens one that tries nothing twice.
     *
     * @throws HubFault when the hub's host cannot be reached or is not what it should be
     */
    public static HubConnection open(HubAccess access) throws HubFault {
        return open(access, RetryPolicy.getNoRetry());
    }

    /** Opens one that tries again what the policy says. */
    public static HubConnection open(HubAccess access, RetryPolicy retries) throws HubFault {
        ScheduledThreadPoolExecutor threads = threads(access.settings());
        Duration timeout = access.settings().operationTimeout();
        EventHubClientOptions options =
                new EventHubClientOptions().setOperationTimeout(timeout).setRetryPolicy(retries);
        EventHubClient client = await(
                () -> EventHubClient.createWithTokenProvider(
                        URI.create("sb://" + access.host()), access.hub(), access.tokens(), threads, options),
                timeout.plusSeconds(1));
        return new HubConnection(client, access.settings(), threads);
    }

    /** They end by themselves when there is nothing to do: also where the client was never closed. */
    private static ScheduledThreadPoolExecutor threads(ClientSettings settings) {
        int number = COUNT.incrementAndGet();
        ScheduledThreadPoolExecutor threads =
                new ScheduledThreadPoolExecutor(Math.max(FEWEST_THREADS, settings.threadPoolSize()), task -> {
                    Thread thread = new Thread(task, "event-hubs-" + number);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.setKeepAliveTime(THREADS_IDLE_SECONDS, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
        threads.setRemoveOnCancelPolicy(true);
        return threads;
    }

    public EventHubClient client() {
        return client;
    }

    /** Waits for an answer as long as one operation may take. */
    public <A> A await(Callable<CompletableFuture<A>> question) throws HubFault {
        return await(question, settings.operationTimeout().plusSeconds(1));
    }

    /** Waits for an answer this long. */
    public static <A> A await(Callable<CompletableFuture<A>> question, Duration longest) throws HubFault {
        try {
            return question.call().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Spark takes this for what it is.
            throw new UncheckedIOException(new InterruptedIOException("interrupted while a hub was asked"));
        } catch (TimeoutException e) {
            throw HubFault.silence(longest);
        } catch (ExecutionException | CancellationException e) {
            throw HubFault.of(e);
        } catch (Exception e) { // the client's own, of any kind
            throw HubFault.of(e);
        }
    }

    /** The numbers of the hub's partitions. */
    List<Integer> partitions() throws HubFault {
        return numbers(await(client::getRuntimeInformation));
    }

    private static List<Integer> numbers(EventHubRuntimeInformation hub) {
        List<Integer> numbers = new ArrayList<>();
        for (String id : hub.getPartitionIds()) {
            numbers.add(Integer.valueOf(id));
        }
        return numbers;
    }

    /**
     * Where each partition begins and ends: asked all at once.
     *
     * @param known partitions that the hub is known to have; those that it has besides cost a second question
     * @param longest how long to wait for an answer
     */
    public Map<Integer, PartitionBounds> bounds(Iterable<Integer> known, Duration longest) throws HubFault {
        Map<Integer, CompletableFuture<PartitionRuntimeInformation>> asked = new TreeMap<>();
        CompletableFuture<EventHubRuntimeInformation> hub = asked(client::getRuntimeInformation);
        for (int partition : known) {
            asked.put(partition, ask(partition));
        }
        for (int partition : numbers(await(() -> hub, longest))) {
            asked.computeIfAbsent(partition, this::ask);
        }
        Map<Integer, PartitionBounds> bounds = new TreeMap<>();
        for (Map.Entry<Integer, CompletableFuture<PartitionRuntimeInformation>> question : asked.entrySet()) {
            bounds.put(question.getKey(), PartitionBounds.of(await(question::getValue, longest)));
        }
        return bounds;
    }

    /** Where one partition begins and ends. */
    public PartitionBounds bounds(int partition) throws HubFault {
        return PartitionBounds.of(await(() -> ask(partition)));
    }

    private CompletableFuture<PartitionRuntimeInformation> ask(int partition) {
        return asked(() -> client.getPartitionRuntimeInformation(Integer.toString(partition)));
    }

    /** A client that is closed throws at once. */
    private static <A> CompletableFuture<A> asked(Supplier<CompletableFuture<A>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Opens a link that no other reader of the group may have at the same time. */
    public PartitionReceiver receiver(String group, long epoch, int partition, EventPosition from, int prefetchCount)
            throws HubFault {
        return await(() -> {
            ReceiverOptions options = new ReceiverOptions();
            options.setPrefetchCount(prefetchCount);
            return client.createEpochReceiver(group, Integer.toString(partition), from, epoch, options);
        });
    }

    /** Opens the link that events are sent by, which else the first of them does. */
    public void openSender() throws HubFault {
        await(() -> CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return client.createBatch();
                    } catch (EventHubException e) {
                        throw new CompletionException(e);
                    }
                },
                threads));
    }

    /** Whether an event has a size that the link for sending takes. */
    public boolean takes(OutgoingEvent event) throws HubFault {
        return await(() -> CompletableFuture.supplyAsync(
                () -> {
                    try {
                        BatchOptions options = new BatchOptions();
                        options.partitionKey = event.key();
                        return client.createBatch(options).tryAdd(event.event());
                    } catch (PayloadSizeExceededException tooLarge) {
                        return false;
                    } catch (EventHubException e) {
                        throw new CompletionException(e);
                    }
                },
                threads));
    }

    /** Does not wait for the other side. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // whether it closed well is nothing to anybody
    public void close() {
        client.close().whenComplete((closed, failure) -> threads.shutdown());
    }
}
