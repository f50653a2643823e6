package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.RowConversion;
import io.vigie.adapters.spark.spi.RowMessages;
import io.vigie.adapters.spark.spi.SentMessage;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.application.plan.Output;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes rows into records of a topic that takes them: {@link RowMessages}, in the columns of Spark's connector. */
final class KafkaRecord implements RowConversion {

    private static final long serialVersionUID = 1;

    /** The columns that Spark's connector writes. */
    static final StructType COLUMNS = new StructType()
            .add("topic", DataTypes.StringType)
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add(Tables.DEAD_LETTERS.apply("headers"));

    private final String topic;
    private final RowMessages messages;
    private final RecordSize size;

    /** For rows of an output, which have these columns. */
    KafkaRecord(String topic, Output output, StructType columns, RecordSize size) {
        this.topic = topic;
        messages = new RowMessages(output, columns);
        this.size = size;
    }

    @Override
    public InternalRow convert(InternalRow row) {
        SentMessage record = messages.message(row, size);
        return new GenericInternalRow(
                new Object[] {UTF8String.fromString(topic), record.key(), record.value(), headers(record.headers())});
    }

    private static @Nullable ArrayData headers(List<MessageHeader> headers) {
        return headers.isEmpty()
                ? null
                : new GenericArrayData(headers.stream()
                        .map(header -> new GenericInternalRow(
                                new Object[] {UTF8String.fromString(header.name()), header.value()}))
                        .toArray());
    }
}
