package io.vigie.bootstrap.benchmark.yardstick.rival;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.stddev;
import static org.apache.spark.sql.functions.window;

import io.vigie.bootstrap.benchmark.yardstick.Job;
import io.vigie.bootstrap.benchmark.yardstick.Output;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/** W4: Spark's own windows and watermark. */
final class WindowsToTable {

    private WindowsToTable() {}

    static void run(SparkSession session, Job job) throws Exception {
        Messages.ofFiles(session, job)
                .where(not(Messages.isBad()))
                .withWatermark("timestamp", "10 seconds")
                .groupBy(window(col("timestamp"), "1 minute"), col("deviceId"), col("metric"))
                .agg(
                        count(lit(1)).as("count"),
                        min("value").as("min"),
                        max("value").as("max"),
                        avg("value").as("mean"),
                        stddev("value").as("stddev"))
                .select(
                        col("deviceId").as("device_id"),
                        col("metric"),
                        col("window.start").as("window_start"),
                        col("window.end").as("window_end"),
                        col("count"),
                        col("min"),
                        col("max"),
                        col("mean"),
                        col("stddev"))
                .writeStream()
                .format("delta")
                .outputMode("append")
                .option("checkpointLocation", job.checkpoint().toString())
                .trigger(Trigger.AvailableNow())
                .start(job.table(Output.WINDOWS).toString())
                .awaitTermination();
    }
}
