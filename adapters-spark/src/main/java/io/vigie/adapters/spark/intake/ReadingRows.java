package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.Slice;
import io.vigie.domain.reading.Microseconds;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Takes rows of a readings table as the readings they were: what was decided about them then is decided anew. */
final class ReadingRows {

    private static final int DEVICE = Tables.READINGS.fieldIndex("device_id");
    private static final int METRIC = Tables.READINGS.fieldIndex("metric");
    private static final int VALUE = Tables.READINGS.fieldIndex("value");
    private static final int UNIT = Tables.READINGS.fieldIndex("unit");
    private static final int EVENT_TIME = Tables.READINGS.fieldIndex("event_time");
    private static final int TAGS = Tables.READINGS.fieldIndex("tags");
    private static final int RESCUED = Tables.READINGS.fieldIndex("rescued");
    private static final int SOURCE = Tables.READINGS.fieldIndex("source");
    private static final int PARTITION = Tables.READINGS.fieldIndex("partition");
    private static final int OFFSET = Tables.READINGS.fieldIndex("offset");
    private static final int POSITION = Tables.READINGS.fieldIndex("position");
    private static final int INGESTED_AT = Tables.READINGS.fieldIndex("ingested_at");

    private final DecodedReading reading = new DecodedReading();

    void take(Row row, MessageStage stage) {
        stage.source(row.getString(SOURCE), row.getString(PARTITION));
        reading.clear();
        set(reading.device(), row.getString(DEVICE));
        set(reading.metric(), row.getString(METRIC));
        set(reading.unit(), row.getString(UNIT));
        set(reading.rescued(), row.getString(RESCUED));
        reading.value(row.getDouble(VALUE));
        reading.eventTime(microseconds(row, EVENT_TIME));
        if (!row.isNullAt(TAGS)) {
            Map<String, String> tags = row.getJavaMap(TAGS);
            tags.forEach((name, value) -> {
                int added = reading.tags().add();
                set(reading.tags().name(added), name);
                set(reading.tags().value(added), value);
            });
        }
        stage.reading(
                reading,
                row.isNullAt(OFFSET) ? 0 : row.getLong(OFFSET),
                row.isNullAt(POSITION) ? 0 : row.getInt(POSITION),
                microseconds(row, INGESTED_AT));
    }

    private static long microseconds(Row row, int column) {
        Object time = row.get(column);
        return Microseconds.of(time instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) time);
    }

    private static void set(Slice slice, @Nullable String text) {
        if (text != null) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            slice.set(encoded, 0, encoded.length);
        }
    }
}
