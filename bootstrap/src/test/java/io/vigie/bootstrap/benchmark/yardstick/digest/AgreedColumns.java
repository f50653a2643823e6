package io.vigie.bootstrap.benchmark.yardstick.digest;

import io.vigie.bootstrap.benchmark.yardstick.Output;

/** What both sides must agree on of each row, as expressions of Spark's. */
final class AgreedColumns {

    /** The fields of records that are looked at, as Spark writes a schema. */
    static final String FIELDS =
            "ruleId string, deviceId string, metric string, transition string, value double, unit string,"
                    + " eventTime timestamp";

    private AgreedColumns() {}

    static String[] of(Output output) {
        return switch (output) {
            case READINGS ->
                columns(
                        "device_id",
                        "metric",
                        "value",
                        "unit",
                        "event_time",
                        "array_join(sort_array(violations), ',') violations");
            case REJECTED -> columns("cast(payload as string) payload");
            case VIOLATIONS -> columns("ruleId", "deviceId", "metric", "value", "unit", "eventTime");
            case ALARMS -> columns("ruleId", "deviceId", "metric", "transition", "value", "eventTime");
            // Sums of doubles depend on their order in the last bits. The sum of values with three decimals is a whole
            // number of thousandths, and a deviation is compared to five decimals.
            case WINDOWS ->
                columns(
                        "device_id",
                        "metric",
                        "window_start",
                        "window_end",
                        "count",
                        "min",
                        "max",
                        "cast(round(mean * count * 1000) as long) thousandths",
                        "cast(round(stddev * 100000) as long) deviation");
        };
    }

    private static String[] columns(String... expressions) {
        return expressions;
    }
}
