package io.vigie.adapters.spark.history;

import io.vigie.application.history.PastReading;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A row of history, wherever it comes from: a reading and its place, or the reason why there is none. */
final class HistoryColumns {

    static final int DEVICE = 0;
    static final int METRIC = 1;
    static final int VALUE = 2;
    static final int UNIT = 3;
    static final int TIME = 4;
    static final int ARRIVAL = 5;
    static final int SOURCE = 6;
    static final int PARTITION = 7;
    static final int OFFSET = 8;

    /** Times are in microseconds since 1970. */
    static final StructType SCHEMA = new StructType()
            .add("device", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("unit", DataTypes.StringType)
            .add("time", DataTypes.LongType)
            .add("arrival", DataTypes.LongType)
            .add("source", DataTypes.StringType)
            .add("partition", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("position", DataTypes.IntegerType)
            .add("reason", DataTypes.StringType);

    /** By arrival; of what arrived at one instant, by where it came from. */
    private static final Column[] ORDER =
            columns("device", "arrival", "source", "partition", "offset", "position", "place");

    /** Within a partition nothing arrives before what comes before it. */
    private static final WindowSpec UP_TO_HERE = Window.partitionBy(columns("device", "source", "partition"))
            .orderBy(columns("offset", "position", "place"))
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());

    private HistoryColumns() {}

    /** Of rows of a readings table. */
    static Dataset<Row> ofReadings(Dataset<Row> readings) {
        return readings.selectExpr(
                "device_id as device",
                "metric",
                "value",
                "unit",
                "unix_micros(event_time) as time",
                "unix_micros(ingested_at) as arrival",
                "source",
                "partition",
                "offset",
                "position",
                "cast(null as string) as reason");
    }

    /** Each device's readings together and in the order of their arrival. */
    static Dataset<Row> inOrder(Dataset<Row> rows) {
        return rows.withColumn("place", functions.monotonically_increasing_id())
                .repartition(functions.col("device"))
                .withColumn("arrival", functions.max("arrival").over(UP_TO_HERE))
                .sortWithinPartitions(ORDER)
                .select(columns(
                        "device", "metric", "value", "unit", "time", "arrival", "source", "partition", "offset"));
    }

    /**
     * A row's reading.
     *
     * @param before the row of the device before it, where there is one
     */
    static PastReading reading(Row row, @Nullable Row before) {
        return new PastReading(
                row.getString(METRIC),
                row.getDouble(VALUE),
                row.getString(UNIT),
                row.getLong(TIME),
                row.getLong(ARRIVAL),
                before != null && isOneMessage(before, row));
    }

    /** Of a message whose place is not known nobody knows what else it held. */
    private static boolean isOneMessage(Row one, Row other) {
        return !one.isNullAt(OFFSET)
                && one.get(OFFSET).equals(other.get(OFFSET))
                && Objects.equals(one.get(SOURCE), other.get(SOURCE))
                && Objects.equals(one.get(PARTITION), other.get(PARTITION));
    }

    private static Column[] columns(String... names) {
        Column[] columns = new Column[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = functions.col(names[i]);
        }
        return columns;
    }
}
