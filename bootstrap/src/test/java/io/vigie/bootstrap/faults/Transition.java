package io.vigie.bootstrap.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** What a table or a topic tells of an alarm. */
record Transition(
        String alarmId,
        String ruleId,
        String deviceId,
        @Nullable String metric,
        String transition,
        String severity,
        Instant eventTime,
        @Nullable Double value,
        String message,
        String explanation) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> FIELDS = Set.of(
            "alarmId",
            "ruleId",
            "deviceId",
            "metric",
            "transition",
            "severity",
            "eventTime",
            "value",
            "message",
            "explanation");

    /** A row of a table of alarms. */
    static Transition of(Row row) {
        return new Transition(
                row.getAs("alarm_id"),
                row.getAs("rule_id"),
                row.getAs("device_id"),
                row.getAs("metric"),
                row.getAs("transition"),
                row.getAs("severity"),
                row.<Timestamp>getAs("event_time").toInstant(),
                row.getAs("value"),
                row.getAs("message"),
                row.getAs("explanation"));
    }

    /** The value of a record of a topic of alarms. */
    static Transition of(byte[] json) {
        try {
            JsonNode fields = JSON.readTree(json);
            Set<String> names = new TreeSet<>();
            fields.fieldNames().forEachRemaining(names::add);
            Assertions.assertThat(FIELDS).containsAll(names);
            return new Transition(
                    fields.get("alarmId").textValue(),
                    fields.get("ruleId").textValue(),
                    fields.get("deviceId").textValue(),
                    fields.has("metric") ? fields.get("metric").textValue() : null,
                    fields.get("transition").textValue(),
                    fields.get("severity").textValue(),
                    Instant.parse(fields.get("eventTime").textValue()),
                    fields.has("value") ? fields.get("value").doubleValue() : null,
                    fields.get("message").textValue(),
                    fields.get("explanation").textValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
