package io.vigie.application.review;

import io.vavr.collection.HashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.memory.MemoryHistory;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Readings of the past for tests: every ten seconds from the beginning of 2026 on. They arrive when they are measured, those
 * of one device and instant in one message.
 */
final class Past {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<Instant, Map<String, Vector<SensorReading>>> sent = new TreeMap<>();

    static Past past() {
        return new Past();
    }

    Past sends(String device, String metric, double... values) {
        return sendsFrom(0, device, metric, values);
    }

    Past sendsFrom(int second, String device, String metric, double... values) {
        for (int i = 0; i < values.length; i++) {
            SensorReading reading = reading(device, metric, values[i], at(second + i * 10));
            sent.computeIfAbsent(reading.eventTime(), time -> new TreeMap<>())
                    .merge(device, Vector.of(reading), Vector::appendAll);
        }
        return this;
    }

    static SensorReading reading(String device, String metric, double value, Instant at) {
        return new SensorReading(new DeviceId(device), new Metric(metric), value, Option.none(), at, HashMap.empty());
    }

    MemoryHistory history() {
        MemoryHistory history = new MemoryHistory(HistoryTerms.OF_FILES);
        sent.forEach((time, devices) ->
                devices.values().forEach(readings -> history.add(new ArrivedMessage(readings, time))));
        return history;
    }

    static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
