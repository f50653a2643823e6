package io.vigie.adapters.delta;

import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.explanation.ExplanationJson;
import io.vigie.application.explanation.JsonText;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.AlarmTransition.Occasion;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Transitions of alarms as records of a topic. */
final class AlarmRecords {

    /** When records reach the topic. */
    static final Instant SENT = Instant.parse("2026-02-01T00:00:00Z");

    private static final StructType KAFKA = new StructType()
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType)
            .add("timestampType", DataTypes.IntegerType);

    private AlarmRecords() {}

    /** As a Kafka sink writes a transition. */
    static String json(AlarmTransition transition) {
        Occasion occasion = transition.occasion();
        return json(
                occasion.alarm().value(),
                occasion.rule().value(),
                occasion.device().value(),
                occasion.metric().name(),
                transition.word(),
                transition.severity().word(),
                occasion.eventTime(),
                occasion.value(),
                occasion.message(),
                ExplanationJson.of(transition));
    }

    /** As a Kafka sink writes a row of a table of alarms. */
    static String json(Row alarm) {
        return json(
                alarm.getAs("alarm_id"),
                alarm.getAs("rule_id"),
                alarm.getAs("device_id"),
                alarm.getAs("metric"),
                alarm.getAs("transition"),
                alarm.getAs("severity"),
                alarm.<Timestamp>getAs("event_time").toInstant(),
                alarm.<Double>getAs("value"),
                alarm.getAs("message"),
                alarm.getAs("explanation"));
    }

    private static String json(
            String alarm,
            String rule,
            String device,
            String metric,
            String transition,
            String severity,
            Instant time,
            double value,
            String message,
            String explanation) {
        JsonText json = new JsonText().open('{');
        json.name("alarmId").string(alarm);
        json.name("ruleId").string(rule);
        json.name("deviceId").string(device);
        json.name("metric").string(metric);
        json.name("transition").string(transition);
        json.name("severity").string(severity);
        json.name("eventTime").time(time);
        json.name("value").number(value);
        json.name("message").string(message);
        json.name("explanation").string(explanation);
        return json.close('}').toString();
    }

    /** Records as Spark's Kafka source hands them over, in partition 3 of the topic alarms, from offset 100 on. */
    static Dataset<Row> kafka(List<String> values) {
        return kafka(TestSession.get(), values);
    }

    static Dataset<Row> kafka(SparkSession session, List<String> values) {
        List<Row> rows = new ArrayList<>();
        for (String value : values) {
            rows.add(RowFactory.create(
                    "boiler-1".getBytes(StandardCharsets.UTF_8),
                    value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                    "alarms",
                    3,
                    100L + rows.size(),
                    Timestamp.from(SENT.plusMillis(rows.size())),
                    0));
        }
        return session.createDataFrame(rows, KAFKA);
    }
}
