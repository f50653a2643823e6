package io.vigie.application.decoding;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A reading as a decoder leaves it: slices of the message's bytes, made a {@link SensorReading} only where one is
 * wanted. Mutable, and used again for the next reading.
 */
public final class DecodedReading {

    private final Slice device = new Slice();
    private final Slice metric = new Slice();
    private final Slice unit = new Slice();
    private final Slice rescued = new Slice();
    private final Tags tags = new Tags();
    private double value;
    private long eventTime;

    /** The device's name; always present, 1 to 256 characters. */
    public Slice device() {
        return device;
    }

    /** The metric's name; always present, 1 to 256 characters. */
    public Slice metric() {
        return metric;
    }

    /** The unit, where the message has one. */
    public Slice unit() {
        return unit;
    }

    /** The unknown fields as a JSON object, where there are any. */
    public Slice rescued() {
        return rescued;
    }

    /** The tags, in the message's order. */
    public Tags tags() {
        return tags;
    }

    /** The value: finite, never {@code -0.0}. */
    public double value() {
        return value;
    }

    /** The event time, in microseconds since 1970. */
    public long eventTime() {
        return eventTime;
    }

    /** Sets the value. */
    public void value(double measured) {
        value = measured + 0.0;
    }

    /** Sets the event time, in microseconds since 1970. */
    public void eventTime(long microseconds) {
        eventTime = microseconds;
    }

    /** Makes it ready for the next reading. */
    public void clear() {
        device.clear();
        metric.clear();
        unit.clear();
        rescued.clear();
        tags.clear();
        value = 0;
        eventTime = 0;
    }

    /** The reading as the domain has it. */
    public SensorReading toReading() {
        Map<String, String> named = HashMap.empty();
        for (int i = 0; i < tags.size(); i++) {
            named = named.put(tags.name(i).toString(), tags.value(i).toString());
        }
        return new SensorReading(
                new DeviceId(device.toString()),
                new Metric(metric.toString()),
                value,
                unit.isPresent() ? Option.some(unit.toString()) : Option.none(),
                Instant.EPOCH.plus(eventTime, ChronoUnit.MICROS),
                named);
    }
}
