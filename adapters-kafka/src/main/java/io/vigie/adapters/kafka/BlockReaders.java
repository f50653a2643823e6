package io.vigie.adapters.kafka;

import io.vavr.control.Option;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.jspecify.annotations.Nullable;

/** Makes the readers of a batch's partitions, around those of Spark's source. */
final class BlockReaders implements PartitionReaderFactory {

    private static final long serialVersionUID = 1;

    private final PartitionReaderFactory sparks;
    private final boolean failOnDataLoss;
    private final @Nullable String namespace;

    /** When the batch was planned, in milliseconds since 1970. */
    private final long planned;

    BlockReaders(PartitionReaderFactory sparks, boolean failOnDataLoss, @Nullable String namespace, long planned) {
        this.planned = planned;
        this.sparks = sparks;
        this.failOnDataLoss = failOnDataLoss;
        this.namespace = namespace;
    }

    /** Where records are gone, Spark goes on: what that means is decided here, where all is known of it. */
    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        KafkaBatchInputPartition task = (KafkaBatchInputPartition) partition;
        return new RecordBlockReader(
                records(task),
                task.offsetRange().topic(),
                task.offsetRange().partition(),
                task.offsetRange().fromOffset(),
                task.offsetRange().untilOffset(),
                failOnDataLoss,
                ClusterWording.of(Option.of(namespace)));
    }

    private RecordReader records(KafkaBatchInputPartition task) {
        try {
            return new PooledRecords(task, planned);
        } catch (LinkageError anotherSpark) {
            InputPartition tolerant = new KafkaBatchInputPartition(
                    task.offsetRange(), task.executorKafkaParams(), task.pollTimeoutMs(), false, task.includeHeaders());
            return new RowRecords(sparks.createReader(tolerant), planned);
        }
    }
}
