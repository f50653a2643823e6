package io.vigie.adapters.kafka;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;

/** Makes the readers of a batch's partitions, around those of Spark's source. */
final class BlockReaders implements PartitionReaderFactory {

    private static final long serialVersionUID = 1;

    private final PartitionReaderFactory sparks;
    private final boolean failOnDataLoss;

    BlockReaders(PartitionReaderFactory sparks, boolean failOnDataLoss) {
        this.sparks = sparks;
        this.failOnDataLoss = failOnDataLoss;
    }

    /** Spark's own reader goes on where records are gone: what that means is decided here, where all is known of it. */
    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        KafkaBatchInputPartition range = (KafkaBatchInputPartition) partition;
        InputPartition tolerant = new KafkaBatchInputPartition(
                range.offsetRange(), range.executorKafkaParams(), range.pollTimeoutMs(), false, range.includeHeaders());
        return new BlockReader(
                sparks.createReader(tolerant),
                range.offsetRange().topic(),
                range.offsetRange().partition(),
                range.offsetRange().fromOffset(),
                range.offsetRange().untilOffset(),
                failOnDataLoss);
    }
}
