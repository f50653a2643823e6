package io.vigie.bootstrap.benchmark.yardstick.rival;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.vigie.bootstrap.benchmark.yardstick.Job;
import io.vigie.bootstrap.benchmark.yardstick.Output;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/** W2: a row for each rule that is broken, and one without a rule for each bad message, in one query to both topics. */
final class RulesToTopics {

    private RulesToTopics() {}

    static void run(SparkSession session, Job job) throws Exception {
        Column rules = when(Messages.isBad(), array(lit(null).cast("string"))).otherwise(BrokenRules.column());
        Column isBad = col("ruleId").isNull();
        Column violation = to_json(struct(
                col("ruleId"),
                col("deviceId"),
                col("metric"),
                col("value"),
                col("unit"),
                col("timestamp").as("eventTime")));
        Messages.ofTopic(session, job)
                .select(
                        col("key"),
                        col("payload"),
                        col("deviceId"),
                        col("metric"),
                        col("value"),
                        col("unit"),
                        col("timestamp"),
                        explode(rules).as("ruleId"))
                .select(
                        when(isBad, lit(job.topic(Output.REJECTED)))
                                .otherwise(lit(job.topic(Output.VIOLATIONS)))
                                .as("topic"),
                        col("key"),
                        when(isBad, col("payload")).otherwise(violation).as("value"))
                .writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", job.servers())
                .option("checkpointLocation", job.checkpoint().toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
    }
}
