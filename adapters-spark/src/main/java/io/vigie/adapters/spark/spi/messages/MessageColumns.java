package io.vigie.adapters.spark.spi.messages;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The columns in which a source hands over messages, in this order. */
public final class MessageColumns {

    /** Messages: whole lines, or a {@link MessageBlock}, as the source's {@code SparkSource.Shape} says. */
    public static final int PAYLOAD = 0;

    /** Where it comes from: a file, a topic, a hub. */
    public static final int SOURCE = 1;

    /** The part of the source, empty where it has none. */
    public static final int PARTITION = 2;

    /** The first message's place in that part; for lines, in bytes. */
    public static final int OFFSET = 3;

    /** When the first message arrived, in microseconds since 1970. */
    public static final int ARRIVAL = 4;

    /**
     * The reason's word, where the source itself finds that what is here cannot be taken: then the payload is one message
     * as it came. {@link #LOST} where there is no message any more. Else null.
     */
    public static final int REASON = 5;

    /**
     * What the source has to say about that; of lost messages, the offset that ends them, not included. Of messages that
     * can be taken, the moment from which they may be of the future, in microseconds since 1970 as a text, where that is
     * not their arrival; else null.
     */
    public static final int DETAIL = 6;

    /** Stands for a reason where messages are gone that the source was to read: a pipeline counts them. */
    public static final String LOST = "lost";

    /** Stands for a reason where a source of lines hands over messages that lie otherwise, in a {@link MessageBlock}. */
    public static final String PACKED = "packed";

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

    /**
     * The name of a part of a source, such as {@code readings-3}. What a source tells of its parts, such as what each has
     * left, it tells by these names: the pipeline's clock waits for the parts that have messages left.
     */
    public static String part(@Nullable String source, @Nullable String partition) {
        return source + "-" + partition;
    }
}
