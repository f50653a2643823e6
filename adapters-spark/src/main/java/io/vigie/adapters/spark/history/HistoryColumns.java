package io.vigie.adapters.spark.history;

import io.vigie.application.history.PastReading;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A row of history, wherever it comes from: a reading and its place, or the reason why there is none. */
final class HistoryColumns {

    static final int DEVICE = 0;
    static final int METRIC = 1;
    static final int VALUE = 2;
    static final int UNIT = 3;
    static final int TIME = 4;

    /** Times are in microseconds since 1970. Messages of files have their arrival here, others go by partition. */
    static final StructType SCHEMA = new StructType()
            .add("device", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("unit", DataTypes.StringType)
            .add("time", DataTypes.LongType)
            .add("late", DataTypes.BooleanType)
            .add("arrival", DataTypes.LongType)
            .add("source", DataTypes.StringType)
            .add("partition", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("reason", DataTypes.StringType);

    /**
     * By event time, those of one time in the order of their arrival: files by when they came, then by line, parts of
     * a broker by offset. What a message holds stays in the message's order.
     */
    private static final Column[] ORDER =
            columns("device", "time", "arrival", "source", "partition", "offset", "place");

    private HistoryColumns() {}

    /** Of rows of a readings table. */
    static Dataset<Row> ofReadings(Dataset<Row> readings) {
        return readings.selectExpr(
                "device_id as device",
                "metric",
                "value",
                "unit",
                "unix_micros(event_time) as time",
                "coalesce(late, false) as late",
                "case when partition is null then unix_micros(ingested_at) end as arrival",
                "source",
                "partition",
                "offset",
                "cast(null as string) as reason");
    }

    /** Each device's readings together and in their order. */
    static Dataset<Row> inOrder(Dataset<Row> rows) {
        return rows.withColumn("place", functions.monotonically_increasing_id())
                .repartition(functions.col("device"))
                .sortWithinPartitions(ORDER)
                .select(columns("device", "metric", "value", "unit", "time"));
    }

    static PastReading reading(Row row) {
        return new PastReading(row.getString(METRIC), row.getDouble(VALUE), row.getString(UNIT), row.getLong(TIME));
    }

    private static Column[] columns(String... names) {
        Column[] columns = new Column[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = functions.col(names[i]);
        }
        return columns;
    }
}
