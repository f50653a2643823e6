package io.vigie.domain.reading;

import io.vavr.collection.Map;
import io.vavr.control.Option;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One measurement of one metric by one device.
 *
 * @param device who measured
 * @param metric what was measured
 * @param value the measured value, finite; {@code -0.0} is taken as {@code 0.0}
 * @param unit the unit of the value, where the message names one
 * @param eventTime when it was measured, in whole microseconds (finer digits are cut off)
 * @param tags what else the message says of the reading, by name
 */
public record SensorReading(
        DeviceId device,
        Metric metric,
        double value,
        Option<String> unit,
        Instant eventTime,
        Map<String, String> tags) {

    /** @throws IllegalArgumentException when the value is not finite */
    public SensorReading {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A reading's value is finite, this one is " + value + ".");
        }
        value = value + 0.0;
        eventTime = eventTime.truncatedTo(ChronoUnit.MICROS);
    }
}
