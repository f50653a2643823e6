package io.vigie.adapters.kafka;

import io.vavr.collection.List;
import io.vigie.adapters.spark.spi.RowConversion;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import java.util.ArrayList;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows into records of a topic. Rejected messages go on as they came, key and value byte for byte, with the cause
 * in headers after their own; all else becomes a JSON object with the columns' names in camel case, keyed by device, so
 * that what is told of a device stays in order.
 */
final class KafkaRecord implements RowConversion {

    private static final long serialVersionUID = 1;

    /** The columns that Spark's connector writes. */
    static final StructType COLUMNS = new StructType()
            .add("topic", DataTypes.StringType)
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add(Tables.DEAD_LETTERS.apply("headers"));

    private final String topic;
    private final boolean deadLetters;
    private final RowJson json;
    private final int device;

    /** For rows of an output, which have these columns. */
    KafkaRecord(String topic, Output output, StructType columns) {
        this.topic = topic;
        deadLetters = output == Output.REJECTED;
        json = new RowJson(columns, output == Output.ALARMS ? List.of("shadow") : List.empty());
        device = deadLetters ? -1 : columns.fieldIndex("device_id");
    }

    @Override
    public InternalRow convert(InternalRow row) {
        return deadLetters ? deadLetter(row) : record(row.getUTF8String(device).getBytes(), json.bytes(row), null);
    }

    private InternalRow record(byte @Nullable [] key, byte @Nullable [] value, @Nullable ArrayData headers) {
        return new GenericInternalRow(new Object[] {UTF8String.fromString(topic), key, value, headers});
    }

    private InternalRow deadLetter(InternalRow row) {
        ArrayList<InternalRow> headers = new ArrayList<>();
        if (!row.isNullAt(DeadLetter.HEADERS)) {
            ArrayData own = row.getArray(DeadLetter.HEADERS);
            for (int i = 0; i < own.numElements(); i++) {
                headers.add(own.getStruct(i, 2).copy());
            }
        }
        headers.add(header("vigie.reason", bytes(row, DeadLetter.REASON)));
        headers.add(header("vigie.detail", bytes(row, DeadLetter.DETAIL)));
        headers.add(header("vigie.topic", bytes(row, DeadLetter.SOURCE)));
        headers.add(header("vigie.partition", bytes(row, DeadLetter.PARTITION)));
        headers.add(header(
                "vigie.offset",
                UTF8String.fromString(Long.toString(row.getLong(DeadLetter.OFFSET)))
                        .getBytes()));
        return record(
                row.isNullAt(DeadLetter.KEY) ? null : row.getBinary(DeadLetter.KEY),
                row.isNullAt(DeadLetter.PAYLOAD) ? null : row.getBinary(DeadLetter.PAYLOAD),
                new GenericArrayData(headers.toArray()));
    }

    private static byte @Nullable [] bytes(InternalRow row, int column) {
        return row.isNullAt(column) ? null : row.getUTF8String(column).getBytes();
    }

    private static InternalRow header(String name, byte @Nullable [] value) {
        return new GenericInternalRow(new Object[] {UTF8String.fromString(name), value});
    }

    /** The columns of {@link Tables#DEAD_LETTERS} by their places. */
    private static final class DeadLetter {
        static final int REASON = Tables.DEAD_LETTERS.fieldIndex("reason");
        static final int DETAIL = Tables.DEAD_LETTERS.fieldIndex("detail");
        static final int PAYLOAD = Tables.DEAD_LETTERS.fieldIndex("payload");
        static final int SOURCE = Tables.DEAD_LETTERS.fieldIndex("source");
        static final int PARTITION = Tables.DEAD_LETTERS.fieldIndex("partition");
        static final int OFFSET = Tables.DEAD_LETTERS.fieldIndex("offset");
        static final int KEY = Tables.DEAD_LETTERS.fieldIndex("key");
        static final int HEADERS = Tables.DEAD_LETTERS.fieldIndex("headers");
    }
}
