package io.vigie.adapters.eventhubs;

import io.vigie.adapters.spark.spi.PartitionOffsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a hub a batch takes that may not have all: of each partition its share by what is there, as Spark's Kafka
 * source has it.
 *
 * @param most events in one batch
 */
record Share(long most) {

    /** Where a batch ends that begins here, when the hub ends there. */
    PartitionOffsets of(String hub, PartitionOffsets start, PartitionOffsets end) {
        Map<Integer, Long> partitions = end.offsets().getOrDefault(hub, Map.of());
        long total = 0;
        for (Map.Entry<Integer, Long> partition : partitions.entrySet()) {
            total += size(hub, start, partition);
        }
        if (total <= most) {
            return end;
        }
        Map<Integer, Long> ends = new TreeMap<>();
        for (Map.Entry<Integer, Long> partition : partitions.entrySet()) {
            long size = size(hub, start, partition);
            double share = (double) most * size / total;
            // Even the least of partitions goes on by one.
            long taken = (long) (share < 1 ? Math.ceil(share) : Math.floor(share));
            ends.put(partition.getKey(), partition.getValue() - size + Math.min(taken, size));
        }
        return new PartitionOffsets(Map.of(hub, ends));
    }

    private static long size(String hub, PartitionOffsets start, Map.Entry<Integer, Long> end) {
        return Math.max(0, end.getValue() - start.at(hub, end.getKey(), end.getValue()));
    }
}
