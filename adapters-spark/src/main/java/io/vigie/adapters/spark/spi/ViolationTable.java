package io.vigie.adapters.spark.spi;

import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * A reading and a rule whose condition it meets by itself. Rule, source, partition and offset, device, metric and event
 * time tell one from another, also when it is written again.
 */
public final class ViolationTable {

    /**
     * A reading that meets a rule's condition.
     *
     * @param eventTime in microseconds since 1970
     * @param offset the message's place in its source
     * @param arrival when the message came, in microseconds since 1970
     */
    public record Violation(
            String rule,
            String device,
            String metric,
            double value,
            @Nullable String unit,
            long eventTime,
            long offset,
            long arrival) {}

    /**
     * The columns. A chunk is of one stretch of a source, so that source and partition are the chunk's. A new one is
     * {@linkplain Column#optional optional}.
     */
    public static final TableColumns<Violation> COLUMNS = TableColumns.of(
            Column.text("rule_id", Violation::rule),
            Column.text("device_id", Violation::device),
            Column.text("metric", Violation::metric),
            Column.number("value", Violation::value),
            Column.text("unit", Violation::unit).optional(),
            Column.time("event_time", Violation::eventTime),
            Column.ofChunk("source", DataTypes.StringType),
            Column.ofChunk("partition", DataTypes.StringType),
            Column.whole("offset", Violation::offset),
            Column.time("ingested_at", Violation::arrival));

    private ViolationTable() {}
}
