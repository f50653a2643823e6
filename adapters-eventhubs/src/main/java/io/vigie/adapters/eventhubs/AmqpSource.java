package io.vigie.adapters.eventhubs;

import io.vavr.control.Try;
import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.client.HubCheck;
import io.vigie.adapters.eventhubs.client.HubPartitions;
import io.vigie.adapters.eventhubs.headers.HubHeaders;
import io.vigie.adapters.spark.spi.PartitionOffsets;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.application.plan.SourcePlan;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A hub, read by AMQP. When the hub took an event is its arrival; of a message through IoT Hub, when that took it. */
final class AmqpSource implements SparkSource {

    private final SourcePlan.EventHubEvents plan;
    private final HubAccess access;
    private final String id = UUID.randomUUID().toString();

    /** Whether the hub is there, once it was asked. */
    private @Nullable Try<Long> found;

    private volatile @Nullable HubStream stream;

    AmqpSource(SourcePlan.EventHubEvents plan, HubAccess access) {
        this.plan = plan;
        this.access = access;
    }

    /** That of its links: of two readers of a group, the one with the higher has the partitions. */
    synchronized long epoch() {
        mustBeThere();
        return found == null ? 0 : found.get();
    }

    /** Its name in this process, and in those of its tasks. */
    String id() {
        return id;
    }

    SourcePlan.EventHubEvents plan() {
        return plan;
    }

    HubAccess access() {
        return access;
    }

    @Override
    public Shape shape() {
        return Shape.MESSAGES;
    }

    @Override
    public String name() {
        return access.name();
    }

    @Override
    public HeaderUse headers() {
        return HubHeaders.of(plan);
    }

    @Override
    public boolean isOffset(String json, long lastLogged) {
        return PartitionOffsets.isWritten(json);
    }

    @Override
    public synchronized void mustBeThere() {
        if (found == null) {
            found = Try.of(() -> new HubCheck(access).mustBeReadable(plan.consumerGroup()));
        }
        found.get();
    }

    @Override
    public Dataset<Row> open(SparkSession session) {
        mustBeThere();
        HubMessages.remember(this);
        return session.readStream()
                .format(HubMessages.class.getName())
                .option(HubMessages.NAME, id)
                .load();
    }

    HubStream stream(InitialOffsets initial) {
        HubStream made = new HubStream(this, initial);
        stream = made;
        return made;
    }

    @Override
    public Map<String, Long> backlog() {
        HubStream running = stream;
        return running == null ? Map.of() : running.backlog();
    }

    @Override
    public Map<String, Long> backlog(String offset) {
        Map<Integer, Long> ends = new TreeMap<>();
        try (HubPartitions partitions = new HubPartitions(access)) {
            partitions.bounds().forEach((partition, bounds) -> ends.put(partition, bounds.end()));
        }
        return new PartitionOffsets(Map.of(access.hub(), ends)).beyond(PartitionOffsets.of(offset));
    }
}
