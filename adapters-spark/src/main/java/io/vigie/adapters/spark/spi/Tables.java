package io.vigie.adapters.spark.spi;

import io.vigie.application.plan.Output;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowBook;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of each output, in their order. Times are in UTC, to the microsecond. */
public final class Tables {

    /** Every valid reading. {@code event_date}, the day of the event time in UTC, is what the table is partitioned by. */
    public static final StructType READINGS = new StructType()
            .add("device_id", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("unit", DataTypes.StringType)
            .add("event_time", DataTypes.TimestampType)
            .add("tags", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true))
            .add("violations", DataTypes.createArrayType(DataTypes.StringType, true))
            .add("late", DataTypes.BooleanType)
            .add("rescued", DataTypes.StringType)
            .add("source", DataTypes.StringType)
            .add("partition", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("ingested_at", DataTypes.TimestampType)
            .add("event_date", DataTypes.DateType);

    /** What happens to alarms; {@code shadow} marks those of rules on trial. */
    public static final StructType ALARMS = new StructType()
            .add("alarm_id", DataTypes.StringType)
            .add("rule_id", DataTypes.StringType)
            .add("device_id", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("transition", DataTypes.StringType)
            .add("severity", DataTypes.StringType)
            .add("event_time", DataTypes.TimestampType)
            .add("value", DataTypes.DoubleType)
            .add("message", DataTypes.StringType)
            .add("explanation", DataTypes.StringType)
            .add("shadow", DataTypes.BooleanType);

    /** Windows that are complete. What was asked of them follows, in columns of its own. */
    public static final StructType WINDOWS = new StructType()
            .add("window", DataTypes.StringType)
            .add("device_id", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("window_start", DataTypes.TimestampType)
            .add("window_end", DataTypes.TimestampType);

    /**
     * A reading and a rule whose condition it meets by itself. Rule, source, partition and offset, device, metric and
     * event time tell one from another, also when it is written again.
     */
    public static final StructType VIOLATIONS = new StructType()
            .add("rule_id", DataTypes.StringType)
            .add("device_id", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("unit", DataTypes.StringType)
            .add("event_time", DataTypes.TimestampType)
            .add("source", DataTypes.StringType)
            .add("partition", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("ingested_at", DataTypes.TimestampType);

    /** Messages and readings that were not taken. */
    public static final StructType REJECTED = new StructType()
            .add("reason", DataTypes.StringType)
            .add("detail", DataTypes.StringType)
            .add("payload", DataTypes.BinaryType)
            .add("source", DataTypes.StringType)
            .add("partition", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("received_at", DataTypes.TimestampType);

    /** The same as they came: the payload is none where the message had no value, and key and headers are there. */
    public static final StructType DEAD_LETTERS = REJECTED.add("key", DataTypes.BinaryType)
            .add(
                    "headers",
                    DataTypes.createArrayType(
                            new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType)));

    private Tables() {}

    /** The columns of an output, of windows those that all of them have. */
    public static StructType of(Output output) {
        return of(output, WindowBook.EMPTY);
    }

    /** The columns of an output of a pipeline that has these windows: for each aggregate that one asks for, one more. */
    public static StructType of(Output output, WindowBook windows) {
        return switch (output) {
            case READINGS -> READINGS;
            case ALARMS -> ALARMS;
            case WINDOWS ->
                windows.aggregates()
                        .foldLeft(WINDOWS, (columns, aggregate) -> columns.add(aggregate.column(), type(aggregate)));
            case VIOLATIONS -> VIOLATIONS;
            case REJECTED -> REJECTED;
        };
    }

    /** A count is a whole number; every other aggregate may be undefined, and is null then. */
    private static DataType type(Aggregate aggregate) {
        return aggregate.equals(Aggregate.Statistic.COUNT) ? DataTypes.LongType : DataTypes.DoubleType;
    }
}
