package io.vigie.adapters.eventhubs.client;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a hub where its partitions begin and end, over a connection that stays open: before every batch. */
public final class HubPartitions implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A connection that was open before may be dead, and the client is long in finding out. */
    private static final Duration PATIENCE_WITH_AN_OLD_CONNECTION = Duration.ofSeconds(5);

    private final HubAccess access;
    private @Nullable HubConnection connection;
    private Set<Integer> known = Set.of();

    public HubPartitions(HubAccess access) {
        this.access = access;
    }

    /**
     * Where each of them begins and ends now.
     *
     * @throws io.vigie.application.port.out.PipelineFailed when the hub does not tell, though it was asked again and again
     */
    public synchronized Map<Integer, PartitionBounds> bounds() {
        Backoff backoff = new Backoff(PATIENCE);
        while (true) {
            try {
                return askOnce();
            } catch (HubFault fault) {
                close();
                if (!fault.isTransient() || !backoff.lastsAfter(fault)) {
                    throw access.failed(fault, "");
                }
            }
        }
    }

    private Map<Integer, PartitionBounds> askOnce() throws HubFault {
        HubConnection open = connection;
        Duration longest = PATIENCE_WITH_AN_OLD_CONNECTION;
        if (open == null) {
            open = HubConnection.open(access);
            connection = open;
            longest = access.settings().operationTimeout();
        }
        Map<Integer, PartitionBounds> bounds = open.bounds(known, longest);
        known = Set.copyOf(bounds.keySet());
        return bounds;
    }

    /** Another question opens another connection. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
