package io.vigie.adapters.eventhubs;

import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.client.HubPartitions;
import io.vigie.adapters.eventhubs.client.PartitionBounds;
import io.vigie.adapters.spark.spi.PartitionOffsets;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.LostRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReadMaxRows;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.storage.BlockManagerId;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** Plans a hub's batches: which sequence numbers of which partition each of them has. */
final class HubStream implements MicroBatchStream, SupportsTriggerAvailableNow, ReportsSourceMetrics {

    private final AmqpSource source;
    private final SourcePlan.EventHubEvents plan;
    private final HubAccess access;
    private final InitialOffsets initial;
    private final HubPartitions partitions;

    /** Where the hub ended when it was last asked. */
    private volatile @Nullable PartitionOffsets latest;

    /** Where its partitions began then. */
    private volatile Map<Integer, Long> begins = Map.of();

    /** Where the batch under way ends. */
    private volatile @Nullable PartitionOffsets planned;

    /** Set where the stream ends with what there was when it began. */
    private @Nullable Map<Integer, PartitionBounds> available;

    HubStream(AmqpSource source, InitialOffsets initial) {
        this.source = source;
        plan = source.plan();
        access = source.access();
        this.initial = initial;
        partitions = new HubPartitions(access);
    }

    /** How many events each partition had left when the batch under way was planned. */
    Map<String, Long> backlog() {
        PartitionOffsets end = latest;
        PartitionOffsets until = planned;
        return end == null || until == null ? Map.of() : end.beyond(until);
    }

    @Override
    public void prepareForTriggerAvailableNow() {
        available = bounds();
    }

    private Map<Integer, PartitionBounds> bounds() {
        Map<Integer, PartitionBounds> bounds = partitions.bounds();
        Map<Integer, Long> ends = new TreeMap<>();
        bounds.forEach((partition, each) -> ends.put(partition, each.end()));
        latest = new PartitionOffsets(Map.of(access.hub(), ends));
        Map<Integer, Long> known = new TreeMap<>();
        bounds.forEach((partition, each) -> known.put(partition, each.begin()));
        begins = known;
        return bounds;
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return plan.maxEventsPerTrigger().map(ReadLimit::maxRows).getOrElse(ReadLimit.allAvailable());
    }

    @Override
    public @Nullable Offset reportLatestOffset() {
        PartitionOffsets end = latest;
        return end == null ? null : new HubOffset(end);
    }

    @Override
    public Offset latestOffset(Offset startOffset, ReadLimit limit) {
        Map<Integer, PartitionBounds> bounds = available == null ? bounds() : available;
        PartitionOffsets start = HubOffset.in(startOffset);
        Map<Integer, Long> ends = new TreeMap<>();
        bounds.forEach((partition, each) -> ends.put(partition, each.end()));
        PartitionOffsets end = new PartitionOffsets(Map.of(access.hub(), ends));
        start.mustGoOnTo(end, "hub");
        if (plan.failOnDataLoss()) {
            mustNotBeGone(start, bounds);
        }
        if (limit instanceof ReadMaxRows most) {
            end = new Share(most.maxRows()).of(access.hub(), withNew(start, bounds), end);
        }
        planned = end;
        return new HubOffset(end);
    }

    private void mustNotBeGone(PartitionOffsets start, Map<Integer, PartitionBounds> bounds) {
        List<LostRange> gone = new ArrayList<>();
        new TreeMap<>(bounds).forEach((partition, each) -> {
            long from = start.at(access.hub(), partition, each.begin());
            if (from < each.begin()) {
                gone.add(new LostRange(access.hub(), Integer.toString(partition), from, each.begin()));
            }
        });
        if (!gone.isEmpty()) {
            throw LostEvents.failure(gone);
        }
    }

    /** A partition that came later is read from its beginning. */
    private PartitionOffsets withNew(PartitionOffsets start, Map<Integer, PartitionBounds> bounds) {
        Map<Integer, Long> starts = new TreeMap<>();
        bounds.forEach((partition, each) -> starts.put(partition, start.at(access.hub(), partition, each.begin())));
        return new PartitionOffsets(Map.of(access.hub(), starts));
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("Spark asks with the offset that it has.");
    }

    @Override
    public Offset initialOffset() {
        return new HubOffset(initial.orElse(() -> new StartingOffsets(plan, access, source.epoch()).in(bounds())));
    }

    @Override
    public Offset deserializeOffset(String json) {
        return new HubOffset(PartitionOffsets.of(json));
    }

    @Override
    public InputPartition[] planInputPartitions(Offset startOffset, Offset endOffset) {
        PartitionOffsets start = HubOffset.in(startOffset);
        PartitionOffsets end = HubOffset.in(endOffset);
        start.mustGoOnTo(end, "hub");
        if (planned == null) {
            // A batch that is repeated was planned before the restart: nobody has asked yet how much there is.
            planned = end;
            Map<Integer, PartitionBounds> bounds = bounds();
            if (plan.failOnDataLoss()) {
                mustNotBeGone(start, bounds);
            }
        }
        List<String> executors = executors();
        List<InputPartition> ranges = new ArrayList<>();
        end.offsets().getOrDefault(access.hub(), Map.of()).forEach((partition, until) -> {
            long from = start.at(access.hub(), partition, 0);
            if (from < until) {
                long begin = begins.getOrDefault(partition, 0L);
                ranges.add(new EventRange(partition, from, until, begin, place(executors, partition)));
            }
        });
        return ranges.toArray(new InputPartition[0]);
    }

    private static String[] place(List<String> executors, int partition) {
        return executors.isEmpty()
                ? new String[0]
                : new String[] {executors.get(Math.floorMod(partition, executors.size()))};
    }

    /** In an order that stays while they do. */
    private static List<String> executors() {
        var blocks = SparkEnv.get().blockManager();
        List<String> executors = new ArrayList<>();
        for (BlockManagerId each : JavaConverters.seqAsJavaList(blocks.master().getPeers(blocks.blockManagerId()))) {
            executors.add("executor_" + each.host() + "_" + each.executorId());
        }
        executors.sort(null);
        return executors;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new EventReaders(source.id(), access, plan.consumerGroup(), source.epoch(), plan.failOnDataLoss());
    }

    /** By the names that Spark's Kafka source has for them. */
    @Override
    public Map<String, String> metrics(Optional<Offset> latestConsumed) {
        PartitionOffsets end = latest;
        if (end == null || latestConsumed.isEmpty()) {
            return Map.of();
        }
        var behind = end.beyond(HubOffset.in(latestConsumed.get())).values().stream()
                .mapToLong(Long::longValue)
                .summaryStatistics();
        return behind.getCount() == 0
                ? Map.of()
                : Map.of(
                        "minOffsetsBehindLatest",
                        Long.toString(behind.getMin()),
                        "maxOffsetsBehindLatest",
                        Long.toString(behind.getMax()),
                        "avgOffsetsBehindLatest",
                        Double.toString(behind.getAverage()));
    }

    @Override
    public void commit(Offset end) {
        // the checkpoint keeps it
    }

    @Override
    public void stop() {
        partitions.close();
        PartitionFeed.POOL.close(source.id());
        HubMessages.forget(source);
    }

    @Override
    public String toString() {
        return access.name();
    }
}
