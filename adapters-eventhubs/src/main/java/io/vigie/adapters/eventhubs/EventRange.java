package io.vigie.adapters.eventhubs;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task of a batch reads.
 *
 * @param partition of which partition
 * @param from the first sequence number
 * @param until the sequence number after the last
 * @param begin where the partition begins, as far as is known when the batch is planned
 * @param places executors that have the partition open already, if they are as they were, in Spark's words
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares ranges
record EventRange(int partition, long from, long until, long begin, String[] places) implements InputPartition {

    private static final long serialVersionUID = 1;

    @Override
    public String[] preferredLocations() {
        return places;
    }
}
