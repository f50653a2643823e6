package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.spi.ReadingTable;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Gives the readings of somebody's stream, in {@link ReadingTable#COLUMNS}, the places that they have in the batch. */
public final class GivenReadings implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    @Override
    public Iterator<Row> call(Iterator<Row> readings) {
        String part = "batch-" + TaskContext.getPartitionId();
        return new Iterator<>() {
            private long place;

            @Override
            public boolean hasNext() {
                return readings.hasNext();
            }

            @Override
            public Row next() {
                Row reading = readings.next();
                Object[] columns = new Object[reading.size()];
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = reading.get(i);
                }
                columns[ReadingTable.PARTITION] = part;
                columns[ReadingTable.OFFSET] = place++;
                return RowFactory.create(columns);
            }
        };
    }
}
