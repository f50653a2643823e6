package io.vigie.adapters.eventhubs;

import io.vigie.adapters.eventhubs.client.HubAccess;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/**
 * Makes the readers of a batch's ranges, where the tasks are.
 *
 * @param stream whose they are
 * @param access to the hub
 * @param group whose reader the pipeline is
 * @param epoch of two readers of a group, the one with the higher has a partition
 * @param failOnDataLoss whether events that are gone end the pipeline, or are counted
 */
record EventReaders(String stream, HubAccess access, String group, long epoch, boolean failOnDataLoss)
        implements PartitionReaderFactory {

    private static final long serialVersionUID = 1;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new EventBlocks(this, (EventRange) partition);
    }
}
