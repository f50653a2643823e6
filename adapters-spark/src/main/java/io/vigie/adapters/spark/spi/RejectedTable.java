package io.vigie.adapters.spark.spi;

import io.vavr.collection.List;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Messages and readings that were not taken. */
public final class RejectedTable {

    /**
     * A message that was not taken.
     *
     * @param value its bytes; null where it had none
     * @param key its key, where it had one
     * @param headers its headers as {@link MessageHeaders} encodes them, where it had any
     * @param offset its place in its source
     * @param arrival when it came, in microseconds since 1970
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares messages
    public record Message(
            String detail,
            byte @Nullable [] value,
            byte @Nullable [] key,
            byte @Nullable [] headers,
            @Nullable String source,
            @Nullable String partition,
            long offset,
            long arrival) {}

    /**
     * All columns: those of the table, and then what only a dead letter has. A chunk is of one reason. A new one is
     * {@linkplain Column#optional optional}.
     */
    public static final TableColumns<Message> DEAD_LETTERS = TableColumns.of(
            Column.ofChunk("reason", DataTypes.StringType),
            Column.text("detail", Message::detail),
            bytes("payload", DataTypes.BinaryType, Message::value, value -> value),
            Column.text("source", Message::source).optional(),
            Column.text("partition", Message::partition).optional(),
            Column.whole("offset", Message::offset),
            Column.time("received_at", Message::arrival),
            bytes("key", DataTypes.BinaryType, Message::key, key -> key),
            bytes(
                    "headers",
                    DataTypes.createArrayType(
                            new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType)),
                    Message::headers,
                    RejectedTable::headers));

    /** The columns of the table. */
    public static final StructType COLUMNS = new StructType(
            java.util.Arrays.copyOf(DEAD_LETTERS.schema().fields(), DEAD_LETTERS.place("received_at") + 1));

    /** What tells one message from another, also when it is written again. */
    public static final List<String> IDENTITY = List.of("source", "partition", "offset", "payload");

    private RejectedTable() {}

    private static Column<Message> bytes(
            String name, DataType type, Function<Message, byte @Nullable []> value, Function<byte[], Object> inRow) {
        return Column.of(name, type, new Column.Packing<>() {
            @Override
            public void pack(Message message, ByteWriter out) {
                byte[] bytes = value.apply(message);
                out.writeByte(bytes == null ? 0 : 1);
                if (bytes != null) {
                    out.writeBytes(bytes, 0, bytes.length);
                }
            }

            @Override
            public void fill(ByteReader in, InternalRow row, int place) {
                if (in.readByte() == 0) {
                    row.setNullAt(place);
                } else {
                    row.update(place, inRow.apply(in.readBytes()));
                }
            }
        });
    }

    private static Object headers(byte[] encoded) {
        return new GenericArrayData(MessageHeaders.decode(encoded).stream()
                .map(header ->
                        new GenericInternalRow(new Object[] {UTF8String.fromString(header.name()), header.value()}))
                .toArray());
    }
}
