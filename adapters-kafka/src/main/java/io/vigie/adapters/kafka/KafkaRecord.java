package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.DeadLetter;
import io.vigie.adapters.spark.spi.RowConversion;
import io.vigie.adapters.spark.spi.RowJson;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
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
        json = RowJson.of(output, columns);
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
        Object[] headers = DeadLetter.headers(row).stream()
                .map(header ->
                        new GenericInternalRow(new Object[] {UTF8String.fromString(header.name()), header.value()}))
                .toArray();
        return record(DeadLetter.key(row), DeadLetter.payload(row), new GenericArrayData(headers));
    }
}
