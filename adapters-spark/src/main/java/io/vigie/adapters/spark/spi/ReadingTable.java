package io.vigie.adapters.spark.spi;

import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Every valid reading. {@code event_date}, the day of the event time in UTC, is what the table is partitioned by.
 *
 * <p>Readings are most of what a pipeline writes: they travel in a form of their own, and its reader fills rows by the
 * places that are named here.
 */
public final class ReadingTable {

    /** The columns. */
    public static final StructType COLUMNS = new StructType()
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
            .add("position", DataTypes.IntegerType)
            .add("ingested_at", DataTypes.TimestampType)
            .add("event_date", DataTypes.DateType)
            .add("duplicate", DataTypes.BooleanType)
            .add("derived", DataTypes.BooleanType);

    /** Place of the device. */
    public static final int DEVICE = COLUMNS.fieldIndex("device_id");

    /** Place of the metric. */
    public static final int METRIC = COLUMNS.fieldIndex("metric");

    /** Place of the value. */
    public static final int VALUE = COLUMNS.fieldIndex("value");

    /** Place of the unit. */
    public static final int UNIT = COLUMNS.fieldIndex("unit");

    /** Place of the event time. */
    public static final int EVENT_TIME = COLUMNS.fieldIndex("event_time");

    /** Place of the tags. */
    public static final int TAGS = COLUMNS.fieldIndex("tags");

    /** Place of the rules that it meets by itself. */
    public static final int VIOLATIONS = COLUMNS.fieldIndex("violations");

    /** Place of whether it was late. */
    public static final int LATE = COLUMNS.fieldIndex("late");

    /** Place of what the message had besides. */
    public static final int RESCUED = COLUMNS.fieldIndex("rescued");

    /** Place of its message's source. */
    public static final int SOURCE = COLUMNS.fieldIndex("source");

    /** Place of the part of the source. */
    public static final int PARTITION = COLUMNS.fieldIndex("partition");

    /** Place of its message's place in the source. */
    public static final int OFFSET = COLUMNS.fieldIndex("offset");

    /** Place of its place in its message. */
    public static final int POSITION = COLUMNS.fieldIndex("position");

    /** Place of its message's arrival. */
    public static final int INGESTED_AT = COLUMNS.fieldIndex("ingested_at");

    /** Place of the day. */
    public static final int EVENT_DATE = COLUMNS.fieldIndex("event_date");

    /** Place of whether it is alike to an earlier one. */
    public static final int DUPLICATE = COLUMNS.fieldIndex("duplicate");

    /** Place of whether it was derived of others. */
    public static final int DERIVED = COLUMNS.fieldIndex("derived");

    /** Those that came with a later version, or by a key: what they would say of rows of before is not so, or not known. */
    private static final Set<String> OPTIONAL = Set.of("position", "duplicate", "derived");

    private ReadingTable() {}

    /** Whether a table may be without this column, and gets it when it is next written. */
    static boolean isOptional(String column) {
        return OPTIONAL.contains(column);
    }
}
