package io.vigie.adapters.eventhubs;

import io.vigie.adapters.spark.spi.PartitionOffsets;
import org.apache.spark.sql.connector.read.streaming.Offset;

/** The next sequence numbers to read, as they stand in a checkpoint: where the Kafka endpoint would go on too. */
final class HubOffset extends Offset {

    private final PartitionOffsets offsets;

    HubOffset(PartitionOffsets offsets) {
        this.offsets = offsets;
    }

    /** One that Spark hands over, or has written down. */
    static PartitionOffsets in(Offset offset) {
        return offset instanceof HubOffset own ? own.offsets : PartitionOffsets.of(offset.json());
    }

    @Override
    public String json() {
        return offsets.json();
    }
}
