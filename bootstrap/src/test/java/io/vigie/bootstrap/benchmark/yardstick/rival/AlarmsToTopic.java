package io.vigie.bootstrap.benchmark.yardstick.rival;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.vigie.bootstrap.benchmark.yardstick.Job;
import io.vigie.bootstrap.benchmark.yardstick.Output;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.SensorKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.GroupState;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.Trigger;

/** W3: a state for each device and metric, and a timeout in event time for values that stay high. */
final class AlarmsToTopic {

    private AlarmsToTopic() {}

    static void run(SparkSession session, Job job) throws Exception {
        Dataset<DeviceReading> readings = Messages.ofTopic(session, job)
                .where(not(Messages.isBad()))
                .select("deviceId", "metric", "value", "timestamp", "offset")
                .withWatermark("timestamp", "0 seconds")
                .as(Encoders.bean(DeviceReading.class));
        Dataset<AlarmChange> changes = readings.groupByKey(
                        (MapFunction<DeviceReading, String>)
                                reading -> reading.getDeviceId() + "/" + reading.getMetric(),
                        Encoders.STRING())
                .flatMapGroupsWithState(
                        (FlatMapGroupsWithStateFunction<String, DeviceReading, DeviceMemory, AlarmChange>)
                                AlarmsToTopic::changes,
                        OutputMode.Append(),
                        Encoders.bean(DeviceMemory.class),
                        Encoders.bean(AlarmChange.class),
                        GroupStateTimeout.EventTimeTimeout());
        changes.select(
                        col("deviceId").as("key"),
                        to_json(struct("ruleId", "deviceId", "metric", "transition", "eventTime", "value"))
                                .as("value"))
                .writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", job.servers())
                .option("topic", job.topic(Output.ALARMS))
                .option("checkpointLocation", job.checkpoint().toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
    }

    private static Iterator<AlarmChange> changes(
            String key, Iterator<DeviceReading> readings, GroupState<DeviceMemory> state) {
        List<AlarmChange> changes = new ArrayList<>();
        // A device's messages are in one partition; the shuffle does not keep their order.
        List<DeviceReading> inOrder = new ArrayList<>();
        readings.forEachRemaining(inOrder::add);
        inOrder.sort(Comparator.comparingLong(DeviceReading::getOffset));
        DeviceMemory memory = state.exists() ? state.get() : begin(inOrder.get(0));
        for (DeviceReading reading : inOrder) {
            memory.take(reading.getTimestamp().toEpochMilli(), reading.getValue(), changes);
        }
        long watermark = state.getCurrentWatermarkMs();
        if (memory.deadline() < watermark) {
            memory.hold(changes);
        }
        state.update(memory);
        if (memory.deadline() != Long.MAX_VALUE) {
            // It comes when the watermark is beyond it: at the very deadline a reading may still end the run.
            state.setTimeoutTimestamp(Math.max(memory.deadline(), watermark + 1));
        }
        return changes.iterator();
    }

    private static DeviceMemory begin(DeviceReading first) {
        double limit =
                SensorKind.valueOf(first.getMetric().toUpperCase(Locale.ROOT)).highLimit();
        return new DeviceMemory(first.getDeviceId(), first.getMetric(), limit);
    }
}
