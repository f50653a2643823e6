package io.vigie.domain.reading;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;

/**
 * A message of one reading, as it came: every field may be absent, or hold a value of any kind.
 *
 * @param deviceId a string of 1 to 256 characters
 * @param metric a string of 1 to 256 characters
 * @param value a finite number
 * @param timestamp an ISO-8601 time or a number, in text or not, of the years 0001 to 9999
 * @param unit a string; may be absent or null
 * @param tags an object of strings, numbers, booleans and nulls; may be absent or null
 */
public record RawReading(
        Option<RawValue> deviceId,
        Option<RawValue> metric,
        Option<RawValue> value,
        Option<RawValue> timestamp,
        Option<RawValue> unit,
        Option<RawValue> tags) {

    /** The reading, or everything that is wrong with it, in the order of the fields here; its time in the default notation. */
    public Validation<Seq<Defect>, SensorReading> validate() {
        return validate(TimeNotation.DEFAULT);
    }

    /** The same, with its time in this notation. */
    public Validation<Seq<Defect>, SensorReading> validate(TimeNotation times) {
        return Validation.combine(
                        Fields.device("/deviceId", deviceId),
                        Fields.metric("/metric", metric),
                        Fields.value("/value", value),
                        Fields.eventTime("/timestamp", timestamp, times),
                        Fields.unit("/unit", unit),
                        Fields.tags("/tags", tags))
                .ap((device, metricName, number, eventTime, unitName, allTags) ->
                        new SensorReading(device, metricName, number, unitName, eventTime, allTags))
                .mapError(defects -> defects.flatMap(field -> field));
    }
}
