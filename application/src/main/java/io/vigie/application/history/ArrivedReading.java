package io.vigie.application.history;

import io.vigie.domain.reading.SensorReading;
import java.time.Instant;

/**
 * A reading and when it arrived.
 *
 * @param reading the reading
 * @param arrival when it came in; it decides whether the reading is from the future, and nothing else
 */
public record ArrivedReading(SensorReading reading, Instant arrival) {

    /** One that arrived the moment it was measured. */
    public static ArrivedReading atOnce(SensorReading reading) {
        return new ArrivedReading(reading, reading.eventTime());
    }
}
