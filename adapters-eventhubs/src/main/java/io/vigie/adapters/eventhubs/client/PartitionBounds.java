package io.vigie.adapters.eventhubs.client;

import com.microsoft.azure.eventhubs.PartitionRuntimeInformation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a partition holds.
 *
 * @param begin the sequence number of its first event; where it holds none, that of the next to come
 * @param end the sequence number after that of its last event
 * @param lastOffset the service's offset of the last event that was ever in it
 * @param lastEnqueued when that came
 */
public record PartitionBounds(
        long begin,
        long end,
        @Nullable String lastOffset,
        @Nullable Instant lastEnqueued) {

    /** As the hub tells it; of a new partition it says that it begins at -1. */
    static PartitionBounds of(PartitionRuntimeInformation told) {
        long end = told.getLastEnqueuedSequenceNumber() + 1;
        long begin = told.getIsEmpty() ? end : Math.min(told.getBeginSequenceNumber(), end);
        return new PartitionBounds(
                Math.max(0, begin), end, told.getLastEnqueuedOffset(), told.getLastEnqueuedTimeUtc());
    }
}
