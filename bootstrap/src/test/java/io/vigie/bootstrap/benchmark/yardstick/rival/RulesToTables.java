package io.vigie.bootstrap.benchmark.yardstick.rival;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.vigie.bootstrap.benchmark.yardstick.Job;
import io.vigie.bootstrap.benchmark.yardstick.Output;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/** W1: each batch is parsed once, kept, and written to both tables, to each once. */
final class RulesToTables {

    private RulesToTables() {}

    static void run(SparkSession session, Job job) throws Exception {
        Messages.ofFiles(session, job)
                .writeStream()
                .option("checkpointLocation", job.checkpoint().toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((messages, number) -> {
                    messages.persist();
                    append(readings(messages), job.table(Output.READINGS), number);
                    append(rejected(messages), job.table(Output.REJECTED), number);
                    messages.unpersist();
                })
                .start()
                .awaitTermination();
    }

    private static Dataset<Row> readings(Dataset<Row> messages) {
        return messages.where(not(Messages.isBad()))
                .select(
                        col("deviceId").as("device_id"),
                        col("metric"),
                        col("value"),
                        col("unit"),
                        col("timestamp").as("event_time"),
                        BrokenRules.column().as("violations"));
    }

    /** Of a message that lacks a field the source has no text left; its fields are put together again. */
    private static Dataset<Row> rejected(Dataset<Row> messages) {
        return messages.where(Messages.isBad())
                .select(coalesce(
                                col(Messages.UNREADABLE),
                                to_json(struct("deviceId", "metric", "value", "unit", "timestamp")))
                        .as("payload"));
    }

    private static void append(Dataset<Row> rows, Path table, long number) {
        rows.write()
                .format("delta")
                .mode("append")
                .option("txnAppId", "by-hand")
                .option("txnVersion", number)
                .save(table.toString());
    }
}
