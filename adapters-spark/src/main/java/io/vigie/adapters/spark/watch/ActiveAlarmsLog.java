package io.vigie.adapters.spark.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.application.port.out.ActiveAlarms;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** How many alarms were active after the batches of a pipeline, in a small file of its checkpoint each. */
public final class ActiveAlarmsLog {

    private static final String NAME = "alarms";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ActiveAlarmsLog() {}

    /** That of a checkpoint. */
    public static KeptByBatch<ActiveAlarms> of(SparkSession session, String checkpoint) {
        return BatchLog.of(session, checkpoint, NAME)
                .keeping(ActiveAlarmsLog::read, (alarms, out) -> JSON.writeValue(out, json(alarms)));
    }

    private static ObjectNode json(ActiveAlarms alarms) {
        ObjectNode rules = JSON.createObjectNode();
        alarms.counts().forEach((kind, count) -> {
            String id = kind.rule().value();
            ObjectNode rule = rules.get(id) instanceof ObjectNode known ? known : rules.putObject(id);
            rule.put(kind.severity().word(), count);
        });
        return rules;
    }

    private static ActiveAlarms read(InputStream file) throws IOException {
        Map<ActiveAlarms.Kind, Long> counts = HashMap.empty();
        JsonNode rules = JSON.readTree(file);
        if (!rules.isObject()) {
            throw new IOException("it holds no counts of alarms");
        }
        for (java.util.Map.Entry<String, JsonNode> rule : rules.properties()) {
            for (java.util.Map.Entry<String, JsonNode> count : rule.getValue().properties()) {
                Severity severity = Severity.valueOf(count.getKey().toUpperCase(Locale.ROOT));
                if (!count.getValue().isIntegralNumber() || count.getValue().longValue() < 0) {
                    throw new IOException("it has a count of alarms that is none: " + count.getValue());
                }
                counts = counts.put(
                        new ActiveAlarms.Kind(new RuleId(rule.getKey()), severity),
                        count.getValue().longValue());
            }
        }
        return new ActiveAlarms(counts);
    }
}
