package io.vigie.bootstrap.benchmark.yardstick.rival;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.inline;

import io.vigie.bootstrap.benchmark.yardstick.Job;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Messages, decoded by Spark. */
final class Messages {

    /** Spark puts the text of a message here that does not fit the schema. */
    static final String UNREADABLE = "_corrupt_record";

    private static final StructType SCHEMA = new StructType()
            .add("deviceId", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("unit", DataTypes.StringType)
            .add("timestamp", DataTypes.TimestampType)
            .add(UNREADABLE, DataTypes.StringType);

    private static final Map<String, String> KEEP_WHAT_IS_UNREADABLE =
            Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", UNREADABLE);

    private Messages() {}

    /** Those of files: a column for each field. */
    static Dataset<Row> ofFiles(SparkSession session, Job job) {
        return session.readStream()
                .schema(SCHEMA)
                .options(KEEP_WHAT_IS_UNREADABLE)
                .json(job.source());
    }

    /** Those of a topic: {@code key}, the text as {@code payload}, {@code offset}, and a column for each field. */
    static Dataset<Row> ofTopic(SparkSession session, Job job) {
        // By inline and not by "message.*": conditions on a projection are pushed below it, and the text is parsed
        // again.
        return session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", job.servers())
                .option("subscribe", job.source())
                .option("startingOffsets", "earliest")
                .load()
                .select(col("key"), col("value").cast("string").as("payload"), col("offset"))
                .select(
                        col("key"),
                        col("payload"),
                        col("offset"),
                        inline(array(from_json(col("payload"), SCHEMA, KEEP_WHAT_IS_UNREADABLE))));
    }

    /** Whether a message is no reading. */
    static Column isBad() {
        return col(UNREADABLE)
                .isNotNull()
                .or(col("deviceId").isNull())
                .or(col("metric").isNull())
                .or(col("value").isNull())
                .or(col("timestamp").isNull());
    }
}
