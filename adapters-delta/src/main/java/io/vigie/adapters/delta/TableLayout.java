package io.vigie.adapters.delta;

import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/** How the table of an output is made: its columns, its partitions, and what its log keeps statistics of. */
record TableLayout(Output output, StructType columns) {

    /** Statistics are kept of the columns that people look things up by, and of no others. */
    Map<String, String> properties() {
        return Map.of(
                "delta.dataSkippingStatsColumns",
                switch (output) {
                    case READINGS -> "device_id,metric,event_time";
                    case ALARMS -> "rule_id,device_id,event_time";
                    case WINDOWS -> "window,device_id,window_start";
                    case VIOLATIONS -> "rule_id,device_id,event_time";
                    case REJECTED -> "reason,received_at";
                });
    }

    /** The column that its files lie in directories by. */
    Option<String> partition() {
        return Option.when(output == Output.READINGS, "event_date");
    }
}
