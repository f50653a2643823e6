package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.EventData;
import com.microsoft.azure.eventhubs.PartitionReceiver;
import io.vigie.adapters.eventhubs.client.Backoff;
import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.client.HubConnection;
import io.vigie.adapters.eventhubs.client.HubFault;
import io.vigie.adapters.eventhubs.client.PartitionBounds;
import io.vigie.adapters.spark.spi.PartitionOffsets;
import io.vigie.application.plan.EventHubPosition;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineFailed;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.eventhubs.EventPosition;

/** Where a pipeline begins that has no checkpoint yet: its positions as sequence numbers. */
final class StartingOffsets {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SourcePlan.EventHubEvents plan;
    private final HubAccess access;

    private final long epoch;

    StartingOffsets(SourcePlan.EventHubEvents plan, HubAccess access, long epoch) {
        this.epoch = epoch;
        this.plan = plan;
        this.access = access;
    }

    /** In each of these partitions. */
    PartitionOffsets in(Map<Integer, PartitionBounds> partitions) {
        plan.startingPartitions().keySet().forEach(named -> {
            if (!partitions.containsKey(named)) {
                throw new PipelineFailed("There is no partition " + named + " of " + access.name() + ", only "
                        + partitions.keySet() + ". Correct where the pipeline starts, in source.eventhubs.");
            }
        });
        Map<Integer, Long> offsets = new TreeMap<>();
        partitions.forEach((partition, bounds) -> offsets.put(
                partition, of(plan.startingPartitions().getOrElse(partition, plan.starting()), partition, bounds)));
        return new PartitionOffsets(Map.of(access.hub(), offsets));
    }

    private long of(EventHubPosition position, int partition, PartitionBounds bounds) {
        return position.interpret(new EventHubPosition.Algebra<>() {
            @Override
            public Long earliest(EventHubPosition.Earliest earliest) {
                return bounds.begin();
            }

            @Override
            public Long latest(EventHubPosition.Latest latest) {
                return bounds.end();
            }

            @Override
            public Long sequenceNumber(EventHubPosition.SequenceNumber sequence) {
                return notBeyond(bounds, sequence.number(), partition);
            }

            @Override
            public Long offset(EventHubPosition.Offset offset) {
                return of(offset.offset(), partition, bounds);
            }

            @Override
            public Long enqueuedTime(EventHubPosition.EnqueuedTime time) {
                return of(time, partition, bounds);
            }
        });
    }

    private long notBeyond(PartitionBounds bounds, long number, int partition) {
        if (number > bounds.end()) {
            throw new PipelineFailed("Partition " + partition + " of " + access.name() + " ends at sequence number "
                    + bounds.end() + ", and the pipeline would start at " + number
                    + ". Correct where it starts, in source.eventhubs.");
        }
        return number;
    }

    private long of(EventHubPosition.EnqueuedTime time, int partition, PartitionBounds bounds) {
        boolean isAfterAll = bounds.lastEnqueued() != null && time.from().isAfter(bounds.lastEnqueued());
        return bounds.begin() == bounds.end() || isAfterAll
                ? bounds.end()
                // The hub looks for events after a time.
                : first(EventPosition.fromEnqueuedTime(time.from().minusMillis(1)), partition);
    }

    private long of(String offset, int partition, PartitionBounds bounds) {
        if (offset.equals("-1")) {
            return bounds.begin();
        }
        if (offset.equals("@latest") || bounds.begin() == bounds.end()) {
            return bounds.end();
        }
        return offset.equals(bounds.lastOffset())
                ? bounds.end() - 1
                : first(EventPosition.fromOffset(offset), partition);
    }

    /** The sequence number of the first event at a position: the hub tells it by sending that. */
    private long first(EventPosition position, int partition) {
        Backoff backoff = new Backoff(PATIENCE);
        while (true) {
            try {
                return firstOnce(position, partition);
            } catch (HubFault fault) {
                if (!fault.isTransient() || !backoff.lastsAfter(fault)) {
                    throw access.failed(
                            fault,
                            "starting position in partition " + partition + " in consumer group "
                                    + plan.consumerGroup());
                }
            }
        }
    }

    private long firstOnce(EventPosition position, int partition) throws HubFault {
        try (HubConnection connection = HubConnection.open(access)) {
            PartitionReceiver receiver =
                    connection.receiver(plan.consumerGroup(), epoch, partition, position.convert(), 1);
            receiver.setReceiveTimeout(access.settings().receiverTimeout());
            Iterable<EventData> events = connection.await(() -> receiver.receive(1));
            Iterator<EventData> first = events == null ? null : events.iterator();
            if (first == null || !first.hasNext()) {
                throw HubFault.silence(access.settings().receiverTimeout());
            }
            return PartitionFeed.sequenceNumber(first.next());
        }
    }
}
