package io.vigie.bootstrap.parity;

import io.vavr.collection.Vector;
import io.vigie.domain.reading.SensorReading;
import java.time.Instant;

/**
 * Readings that arrive together.
 *
 * @param arrival when, in whole milliseconds
 * @param readings in the order of the file
 */
record InputFile(Instant arrival, Vector<SensorReading> readings) {

    /** Each reading as a flat message. */
    Vector<String> lines() {
        return readings.map(InputFile::line);
    }

    private static String line(SensorReading reading) {
        return "{\"deviceId\":\"" + reading.device() + "\",\"metric\":\"" + reading.metric() + "\",\"value\":"
                + reading.value()
                + reading.unit().map(unit -> ",\"unit\":\"" + unit + "\"").getOrElse("") + ",\"timestamp\":\""
                + reading.eventTime() + "\"}";
    }
}
