package io.vigie.adapters.spark.spi;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns in which a source hands over messages, in this order. */
public final class MessageColumns {

    /** The message's bytes; for a source of {@link SparkSource.Shape#LINES}, whole lines of messages. */
    public static final int PAYLOAD = 0;

    /** Where it comes from: a file, a topic, a hub. */
    public static final int SOURCE = 1;

    /** The part of the source, empty where it has none. */
    public static final int PARTITION = 2;

    /** The message's place in that part; for lines, the first one's, in bytes. */
    public static final int OFFSET = 3;

    /** When it arrived, in microseconds since 1970. */
    public static final int ARRIVAL = 4;

    /** The reason's word, where the source itself finds that the message cannot be taken; else null. */
    public static final int REASON = 5;

    /** What the source has to say about that. */
    public static final int DETAIL = 6;

    /** The columns' names and types. */
    public static final StructType SCHEMA = new StructType()
            .add("payload", DataTypes.BinaryType)
            .add("source", DataTypes.StringType)
            .add("partition", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("arrival", DataTypes.LongType)
            .add("reason", DataTypes.StringType)
            .add("detail", DataTypes.StringType);

    private MessageColumns() {}
}
