package io.vigie.adapters.delta;

import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * How the table of an output is made: its columns, its partitions, what its log keeps statistics of, and what it keeps of
 * the pipeline.
 *
 * @param kept further properties
 */
record TableLayout(Output output, StructType columns, Map<String, String> kept) {

    TableLayout(Output output, StructType columns) {
        this(output, columns, Map.of());
    }

    /** The same with further properties. */
    TableLayout with(Map<String, String> more) {
        return new TableLayout(output, columns, more);
    }

    /** Statistics are kept of the columns that people look things up by, and of no others. */
    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(kept);
        properties.put(
                "delta.dataSkippingStatsColumns",
                switch (output) {
                    case READINGS -> "device_id,metric,event_time";
                    case ALARMS -> "rule_id,device_id,event_time";
                    case WINDOWS -> "window,device_id,window_start";
                    case VIOLATIONS -> "rule_id,device_id,event_time";
                    case REJECTED -> "reason,received_at";
                });
        return properties;
    }

    /** The column that its files lie in directories by. */
    Option<String> partition() {
        return Option.when(output == Output.READINGS, "event_date");
    }
}
