package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Reads what Spark's own reader makes of records: for a Spark whose connector is made otherwise within. */
final class RowRecords implements RecordReader, KafkaRow {

    private static final String DATA_LOSS = "dataLoss";

    private final PartitionReader<InternalRow> sparks;
    private final ArrivalTimes arrival;

    RowRecords(PartitionReader<InternalRow> sparks, long planned) {
        arrival = new ArrivalTimes(planned);
        this.sparks = sparks;
    }

    @Override
    public boolean next() throws IOException {
        return sparks.next();
    }

    @Override
    public KafkaRow record() {
        return this;
    }

    @Override
    public long losses() {
        for (CustomTaskMetric metric : sparks.currentMetricsValues()) {
            if (metric.name().equals(DATA_LOSS)) {
                return metric.value();
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        sparks.close();
    }

    private InternalRow row() {
        return sparks.get();
    }

    @Override
    public String topic() {
        return row().getString(TOPIC);
    }

    @Override
    public int partition() {
        return row().getInt(PARTITION);
    }

    @Override
    public long offset() {
        return row().getLong(OFFSET);
    }

    @Override
    public long arrival() {
        return arrival.of(Math.floorDiv(row().getLong(TIMESTAMP), 1_000));
    }

    @Override
    public byte @Nullable [] key() {
        return row().isNullAt(KEY) ? null : row().getBinary(KEY);
    }

    @Override
    public byte @Nullable [] value() {
        return row().isNullAt(VALUE) ? null : row().getBinary(VALUE);
    }

    @Override
    public byte @Nullable [] headers() {
        if (row().isNullAt(HEADERS)) {
            return null;
        }
        ArrayData all = row().getArray(HEADERS);
        List<MessageHeader> headers = new ArrayList<>();
        for (int i = 0; i < all.numElements(); i++) {
            InternalRow header = all.getStruct(i, 2);
            headers.add(new MessageHeader(
                    header.getString(HEADER_NAME),
                    header.isNullAt(HEADER_VALUE) ? null : header.getBinary(HEADER_VALUE)));
        }
        return headers.isEmpty() ? null : MessageHeaders.encode(headers);
    }
}
