package io.vigie.adapters.delta;

import io.vigie.application.maintenance.TableStep;
import io.vigie.application.plan.Output;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The time that rows of a table are too old by. */
final class RowTime {

    /** Of a table in directories by day, whole days go: no file is written anew, and those who follow the table are not disturbed. */
    static final String DAY = "event_date";

    private RowTime() {}

    /** Which rows a step deletes, as a condition in SQL. */
    static String condition(TableStep.Expire step, Output output, boolean byDay) {
        return byDay
                ? DAY + " < " + literal(day(step.before()))
                : column(output) + " < TIMESTAMP'" + step.before() + "'";
    }

    static String literal(LocalDate day) {
        return "DATE'" + day + "'";
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String column(Output output) {
        return switch (output) {
            case READINGS, ALARMS, VIOLATIONS -> "event_time";
            case WINDOWS -> "window_end";
            case REJECTED -> "received_at";
        };
    }
}
