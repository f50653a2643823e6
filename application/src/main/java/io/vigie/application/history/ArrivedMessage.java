package io.vigie.application.history;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.MonitoredMetric;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The readings of one message, and when it arrived. Those of one device and event time are evaluated together.
 *
 * @param readings one or more, in their order
 * @param arrival when the transport had it
 */
public record ArrivedMessage(Seq<SensorReading> readings, Instant arrival) {

    /** A message of one reading. */
    public static ArrivedMessage of(ArrivedReading arrived) {
        return new ArrivedMessage(Vector.of(arrived.reading()), arrived.arrival());
    }

    /**
     * What of it is evaluated under a time policy, and when that counts as arrived: without readings of the future or of
     * too long ago; where readings arrive when they are measured, a message for each event time.
     */
    public Seq<ArrivedMessage> under(TimePolicy time) {
        Vector<ArrivedMessage> messages = Vector.empty();
        for (SensorReading reading : readings.filter(reading -> isTaken(reading, time))) {
            Instant counted =
                    Microseconds.instant(time.arrival(Microseconds.of(reading.eventTime()), Microseconds.of(arrival)));
            messages = messages.lastOption().exists(last -> last.arrival.equals(counted))
                    ? messages.init().append(messages.last().with(reading))
                    : messages.append(new ArrivedMessage(Vector.of(reading), counted));
        }
        return messages;
    }

    /** Has a device take its readings; those of other devices are passed over. */
    public void play(MonitoredDevice device) {
        Seq<SensorReading> own = readings.filter(reading -> reading.device().equals(device.id()));
        if (own.isEmpty()) {
            return;
        }
        device.begin(Microseconds.of(arrival));
        // A metric that comes again is known by having been looked up once.
        Map<String, MonitoredMetric> metrics = new HashMap<>();
        own.forEach(reading -> device.take(
                metrics.computeIfAbsent(reading.metric().name(), device::metric),
                reading.value(),
                reading.unit().getOrNull(),
                Microseconds.of(reading.eventTime())));
        device.end();
    }

    private boolean isTaken(SensorReading reading, TimePolicy time) {
        long measured = Microseconds.of(reading.eventTime());
        long arrived = Microseconds.of(arrival);
        return !time.isFuture(measured, arrived) && !time.isPast(measured, arrived);
    }

    private ArrivedMessage with(SensorReading reading) {
        return new ArrivedMessage(readings.append(reading), arrival);
    }
}
