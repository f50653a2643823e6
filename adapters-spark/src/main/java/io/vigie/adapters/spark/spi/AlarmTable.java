package io.vigie.adapters.spark.spi;

import io.vavr.collection.List;
import io.vigie.application.explanation.ExplanationJson;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Severity;

/** What happens to alarms, a row for each transition; {@code shadow} marks those of rules on trial, which tables alone take. */
public final class AlarmTable {

    /**
     * The columns. A new one is the last line here, and {@linkplain Column#optional optional}: the tables that are there
     * get it at the next start, and records of before have none.
     */
    public static final TableColumns<AlarmTransition> COLUMNS = TableColumns.of(
            Column.text("alarm_id", transition -> transition.occasion().alarm().value()),
            Column.text("rule_id", transition -> transition.occasion().rule().value()),
            Column.text(
                    "device_id", transition -> transition.occasion().device().value()),
            Column.text("metric", transition -> transition.occasion().metric().name()),
            Column.text("transition", AlarmTransition::word)
                    .oneOf(List.of("raised", "escalated", "deescalated", "cleared")),
            Column.<AlarmTransition>text(
                            "severity", transition -> transition.severity().word())
                    .oneOf(List.of(Severity.values()).map(Severity::word)),
            Column.time(
                    "event_time",
                    transition -> Microseconds.of(transition.occasion().eventTime())),
            Column.<AlarmTransition>number(
                            "value", transition -> transition.occasion().value())
                    .optional(),
            Column.<AlarmTransition>text(
                            "message", transition -> transition.occasion().message())
                    .optional(),
            Column.text("explanation", ExplanationJson::of).optional(),
            Column.<AlarmTransition>flag(
                            "shadow", transition -> transition.occasion().shadow())
                    .elsewhere(false));

    /**
     * What tells one transition from another, also when it is written again. No less would do: the readings of one
     * instant, such as the metrics of a wide message, may raise one alarm, clear it and raise it again.
     */
    public static final List<String> IDENTITY =
            List.of("alarm_id", "event_time", "transition", "severity", "metric", "value");

    private AlarmTable() {}
}
