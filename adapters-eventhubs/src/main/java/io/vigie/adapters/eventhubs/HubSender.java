package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.EventHubClient;
import io.vigie.adapters.eventhubs.client.Backoff;
import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.client.HubConnection;
import io.vigie.adapters.eventhubs.client.HubFault;
import io.vigie.adapters.eventhubs.client.LinkPool;
import io.vigie.adapters.eventhubs.client.OpeningRetries;
import io.vigie.adapters.eventhubs.client.OutgoingEvent;
import io.vigie.application.port.out.PipelineFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends to a hub over a connection that stays open from batch to batch. What the hub has not taken is sent again, so it
 * may be there twice.
 */
final class HubSender implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Those of this process that wait for their next batch. */
    static final LinkPool<HubSender> POOL = new LinkPool<>();

    /** A hub that is well says within this that it has taken an event. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

    private final HubAccess access;
    private @Nullable HubConnection connection;

    HubSender(HubAccess access) {
        this.access = access;
    }

    /** Whether the hub takes an event of this size; one that cannot be asked just now is told of when it is sent to. */
    boolean takes(OutgoingEvent event) {
        try {
            return connection().takes(event);
        } catch (HubFault notOpened) {
            close();
            return true;
        }
    }

    /** Sends batches of different keys, and waits until the hub has taken each. */
    void send(List<OrderedSending.Batch> batches) {
        Backoff backoff = new Backoff(PATIENCE);
        List<OrderedSending.Batch> left = batches;
        while (true) {
            List<OrderedSending.Batch> failed = new ArrayList<>();
            HubFault fault = null;
            try {
                fault = sendOnce(connection(), left, failed);
            } catch (HubFault notOpened) {
                fault = notOpened;
                failed = left;
            }
            if (fault == null) {
                return;
            }
            close();
            if (failed.size() < left.size()) {
                backoff.restore();
            }
            left = failed;
            if (!fault.isTransient()) {
                throw failure(fault, left.get(0));
            }
            if (!backoff.lastsAfter(fault)) {
                throw new PipelineFailed(
                        "The " + access.name() + " does not take what is sent to it, " + backoff.tried() + ": "
                                + fault.why()
                                + ". Start the pipeline again when the hub is well; the batch is repeated.",
                        fault);
            }
        }
    }

    private PipelineFailed failure(HubFault fault, OrderedSending.Batch batch) {
        return fault.kind() == HubFault.Kind.TOO_LARGE
                ? new PipelineFailed(
                        "An event of " + (batch.key() == null ? "no device" : "the device " + batch.key())
                                + " is larger than the " + access.name() + " takes: " + fault.why()
                                + ". Choose a sink for it that takes more, such as Delta, or a tier of Event Hubs that does.",
                        fault)
                : access.failed(fault, "");
    }

    /** Answers with what went wrong, and adds what the hub has not taken; what matters most comes first. */
    private static @Nullable HubFault sendOnce(
            HubConnection connection, List<OrderedSending.Batch> batches, List<OrderedSending.Batch> failed) {
        EventHubClient client = connection.client();
        List<CompletableFuture<Void>> sent = new ArrayList<>(batches.size());
        for (OrderedSending.Batch batch : batches) {
            sent.add(send(client, batch));
        }
        HubFault worst = null;
        for (int i = 0; i < sent.size(); i++) {
            CompletableFuture<Void> answer = sent.get(i);
            try {
                // After one that was not answered, the others have had their time.
                HubConnection.await(() -> answer, worst == null ? LONGEST_SILENCE : Duration.ZERO);
            } catch (HubFault fault) {
                boolean isWorse = worst == null || (worst.isTransient() && !fault.isTransient());
                worst = isWorse ? fault : worst;
                failed.add(isWorse ? 0 : failed.size(), batches.get(i));
            }
        }
        return worst;
    }

    private static CompletableFuture<Void> send(EventHubClient client, OrderedSending.Batch batch) {
        try {
            return batch.key() == null ? client.send(batch.events()) : client.send(batch.events(), batch.key());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private HubConnection connection() throws HubFault {
        HubConnection open = connection;
        if (open == null) {
            OpeningRetries retries = new OpeningRetries();
            open = HubConnection.open(access, retries);
            connection = open;
            open.openSender();
            retries.end();
        }
        return open;
    }

    /** The next events open another connection. */
    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
