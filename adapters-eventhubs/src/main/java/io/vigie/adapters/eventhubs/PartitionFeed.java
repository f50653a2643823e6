package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.EventData;
import com.microsoft.azure.eventhubs.PartitionReceiver;
import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.client.HubConnection;
import io.vigie.adapters.eventhubs.client.HubFault;
import io.vigie.adapters.eventhubs.client.LinkPool;
import io.vigie.adapters.eventhubs.client.PartitionBounds;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.eventhubs.EventPosition;
import org.jspecify.annotations.Nullable;

/**
 * The events of one partition, in their order, over a link that stays open from batch to batch. What is wrong with the
 * link is for the one who reads to see: closed, it is opened again where he goes on.
 *
 * <p>For one thread at a time.
 */
final class PartitionFeed implements AutoCloseable {

    /** Those of this process that wait for their next batch. */
    static final LinkPool<PartitionFeed> POOL = new LinkPool<>();

    /** Less than this is no use: each event would be asked for by itself. */
    private static final int LEAST_AHEAD = 50;

    private static final int STEP = 4;

    /** A link that has brought so many times what may come ahead is taken to be well. */
    private static final int ROUNDS_TO_BE_WELL = 10;

    /** A link that has rested may be dead, and the client is long in finding out. */
    private static final Duration PATIENCE_AFTER_REST = Duration.ofSeconds(3);

    private final HubAccess access;
    private final String group;
    private final long epoch;
    private final int partition;

    private @Nullable HubConnection connection;
    private @Nullable PartitionReceiver receiver;

    /**
     * Still to be answered; while nothing is read too, so that the link is watched: what ends it unwatched, as another
     * reader does who takes the partition over, the client keeps to itself.
     */
    private @Nullable CompletableFuture<Iterable<EventData>> question;

    private Iterator<EventData> received = Collections.emptyIterator();
    private @Nullable EventData head;

    /** How many events may come ahead: where a link breaks, the client throws away those that nobody has asked for yet. */
    private int ahead;

    /** Whether the link is not read from, or was not for a while and nothing has come since. Threads of the client ask too. */
    private volatile boolean hasRested;

    /** How many events the link has brought. */
    private long brought;

    /** All events from this number on are still to come out of the link. */
    private long next;

    PartitionFeed(HubAccess access, String group, long epoch, int partition) {
        this.access = access;
        this.group = group;
        this.epoch = epoch;
        this.partition = partition;
        ahead = access.settings().prefetchCount();
    }

    /**
     * The first event there is with this sequence number or a later one, which comes again until {@link #take}.
     *
     * @throws HubFault when none came, though the hub has it
     */
    EventData from(long number) throws HubFault {
        if (head != null && number >= next && sequenceNumber(head) >= number) {
            return head;
        }
        if (receiver == null || number != next) {
            open(number);
        }
        while (true) {
            while (received.hasNext()) {
                EventData event = received.next();
                brought++;
                if (sequenceNumber(event) >= number) {
                    head = event;
                    return event;
                }
            }
            if (ahead < access.settings().prefetchCount() && brought >= (long) ROUNDS_TO_BE_WELL * ahead) {
                ahead = Math.min(access.settings().prefetchCount(), ahead * STEP);
                open(number);
            }
            receive();
        }
    }

    /** Ends link and connection, which are broken. A link that broke before it had brought anything brings less ahead. */
    void abandon() {
        if (receiver != null && brought == 0) {
            ahead = Math.min(ahead, Math.max(LEAST_AHEAD, ahead / STEP));
        }
        close();
    }

    /** Whether the event at hand is the first that its link has brought. */
    boolean isFirst() {
        return brought == 1;
    }

    /** Goes on to the next event. */
    void take() {
        if (head != null) {
            next = sequenceNumber(head) + 1;
            head = null;
        }
    }

    static long sequenceNumber(EventData event) {
        return event.getSystemProperties().getSequenceNumber();
    }

    private void receive() throws HubFault {
        CompletableFuture<Iterable<EventData>> asked = question;
        boolean isOld = asked != null;
        if (asked == null) {
            asked = ask();
        }
        question = asked;
        long since = System.nanoTime();
        CompletableFuture<Iterable<EventData>> answer = asked;
        Duration timeout = access.settings().receiverTimeout();
        Duration patience = hasRested ? PATIENCE_AFTER_REST : timeout.plusSeconds(2);
        hasRested = false;
        // Not only the client watches the time: it is not to be relied on.
        Iterable<EventData> events = HubConnection.await(() -> answer, patience);
        question = null;
        if (events != null) {
            received = events.iterator();
        } else if (!isOld) {
            throw System.nanoTime() - since < timeout.toNanos() / 2 ? HubFault.detached() : HubFault.silence(timeout);
        }
    }

    private CompletableFuture<Iterable<EventData>> ask() throws HubFault {
        if (receiver == null) {
            throw HubFault.detached();
        }
        try {
            return receiver.receive(ahead);
        } catch (RuntimeException e) {
            throw HubFault.of(e);
        }
    }

    private void open(long number) throws HubFault {
        closeLink();
        HubConnection open = connection();
        receiver = open.receiver(
                group,
                epoch,
                partition,
                EventPosition.fromSequenceNumber(number).convert(),
                ahead);
        receiver.setReceiveTimeout(access.settings().receiverTimeout());
        next = number;
        brought = 0;
        hasRested = false;
    }

    private HubConnection connection() throws HubFault {
        HubConnection open = connection;
        if (open == null) {
            open = HubConnection.open(access);
            connection = open;
        }
        return open;
    }

    /** Where the partition begins and ends now. */
    PartitionBounds bounds() throws HubFault {
        return connection().bounds(partition);
    }

    /** Nothing is read for a while. */
    void rest() {
        hasRested = true;
        if (receiver != null) {
            try {
                question = watched(receiver, question == null ? ask() : question);
            } catch (HubFault broken) {
                close();
            }
        }
    }

    /** Asks again for as long as nothing comes and nobody reads. */
    private CompletableFuture<Iterable<EventData>> watched(
            PartitionReceiver link, CompletableFuture<Iterable<EventData>> asked) {
        return asked.thenCompose(events -> events == null && hasRested && link.getIsOpen()
                ? watched(link, link.receive(ahead))
                : CompletableFuture.completedFuture(events));
    }

    private void closeLink() {
        hasRested = false;
        question = null;
        head = null;
        received = Collections.emptyIterator();
        if (receiver != null) {
            var unused = receiver.close();
            receiver = null;
            // A link that is closed may still be the one that the hub knows: the connection ends it for sure.
            closeConnection();
        }
    }

    private void closeConnection() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Ends link and connection; the next question opens others. */
    @Override
    public void close() {
        closeLink();
        closeConnection();
    }
}
