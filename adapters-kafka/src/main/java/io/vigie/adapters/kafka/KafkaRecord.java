package io.vigie.adapters.kafka;

import io.vavr.collection.List;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Makes rows into records of a topic. Rejected messages go on as they came, key and value byte for byte, with the cause
 * in headers after their own; all else becomes a JSON object with the columns' names in camel case, keyed by device, so
 * that what is told of a device stays in order.
 */
final class KafkaRecord implements FlatMapFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    /** The columns that Spark's connector writes. */
    static final StructType COLUMNS = new StructType()
            .add("topic", DataTypes.StringType)
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add(Tables.DEAD_LETTERS.apply("headers"));

    private final String topic;
    private final Output output;
    private final RowJson json;
    private final int device;

    /** For rows of an output, which have these columns. */
    KafkaRecord(String topic, Output output, StructType columns) {
        this.topic = topic;
        this.output = output;
        json = new RowJson(columns, output == Output.ALARMS ? List.of("shadow") : List.empty());
        device = output == Output.REJECTED ? -1 : columns.fieldIndex("device_id");
    }

    @Override
    public Iterator<Row> call(Row row) {
        Row record = output == Output.REJECTED
                ? deadLetter(row)
                : RowFactory.create(
                        topic, row.getString(device).getBytes(StandardCharsets.UTF_8), json.bytes(row), null);
        return java.util.List.of(record).iterator();
    }

    private Row deadLetter(Row row) {
        ArrayList<Row> headers = new ArrayList<>();
        if (!row.isNullAt(DeadLetter.HEADERS)) {
            headers.addAll(row.getList(DeadLetter.HEADERS));
        }
        headers.add(header("vigie.reason", row.getString(DeadLetter.REASON)));
        headers.add(header("vigie.detail", row.getString(DeadLetter.DETAIL)));
        headers.add(header("vigie.topic", row.getString(DeadLetter.SOURCE)));
        headers.add(header("vigie.partition", row.getString(DeadLetter.PARTITION)));
        headers.add(header("vigie.offset", Long.toString(row.getLong(DeadLetter.OFFSET))));
        return RowFactory.create(
                topic,
                row.getAs(DeadLetter.KEY),
                row.getAs(DeadLetter.PAYLOAD),
                JavaConverters.asScalaBuffer(headers).toSeq());
    }

    private static Row header(String name, @Nullable String value) {
        return RowFactory.create(name, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
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
