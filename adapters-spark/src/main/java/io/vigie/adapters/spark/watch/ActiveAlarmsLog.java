package io.vigie.adapters.spark.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.adapters.spark.checkpoint.ClockMark;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * How many alarms were active after the batches of a pipeline: a small file in its checkpoint whenever that changes, so
 * that a restart need not look through the state of all devices to know.
 */
public final class ActiveAlarmsLog {

    private static final String NAME = "alarms";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BatchLog log;

    /** As of the last batch that is done; none in a checkpoint that was begun without this log. */
    private Option<ActiveAlarms> known;

    /** Whether the log has what is known. */
    private boolean isWritten;

    private ActiveAlarmsLog(BatchLog log, Option<ActiveAlarms> known, boolean isWritten) {
        this.log = log;
        this.known = known;
        this.isWritten = isWritten;
    }

    /** That of a pipeline without state: nothing is active, and nothing is written. */
    public static ActiveAlarmsLog none(SparkSession session, String checkpoint) {
        return new ActiveAlarmsLog(BatchLog.of(session, checkpoint, NAME), Option.none(), true);
    }

    /**
     * Those of a checkpoint.
     *
     * @param mark what the checkpoint knows, where there is one
     */
    public static ActiveAlarmsLog of(SparkSession session, String checkpoint, Option<ClockMark> mark) {
        BatchLog log = BatchLog.of(session, checkpoint, NAME);
        Option<Long> committed = mark.flatMap(ClockMark::committed);
        return committed.isEmpty()
                ? new ActiveAlarmsLog(log, Option.some(ActiveAlarms.NONE), false)
                : new ActiveAlarmsLog(log, log.at(committed.get(), ActiveAlarmsLog::read), true);
    }

    /** After the last batch that is done. */
    public Option<ActiveAlarms> known() {
        return known;
    }

    /** What a batch makes of it; the batch's sinks and {@link #write} come before {@link #batchDone}. */
    public Option<ActiveAlarms> after(BatchTally tally) {
        return known.map(before -> before.after(tally.transitionsByKind(), tally.forgotten()));
    }

    /** Whether a batch that comes to this has to write it. */
    public boolean mustWrite(Option<ActiveAlarms> next) {
        return next.isDefined() && !(isWritten && next.equals(known));
    }

    /** From this batch on it is this. */
    public void write(long batch, ActiveAlarms next) {
        log.write(batch, out -> JSON.writeValue(out, json(next)));
    }

    /** The batch is done. */
    public void batchDone(Option<ActiveAlarms> next) {
        known = next;
        isWritten = true;
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
