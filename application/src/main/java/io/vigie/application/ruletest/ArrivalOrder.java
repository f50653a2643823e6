package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.history.ArrivedReading;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.SensorReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** In which order the readings of a rule test arrive. */
public enum ArrivalOrder {
    /** By the times of their arrival, which without other word are their event times; ties as written. */
    TIME,
    /** As the file has them: one series after the other, each reading a message, as in one partition. */
    WRITTEN;

    /** The word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The messages that readings, given as written, come in. */
    Seq<ArrivedMessage> messages(Iterable<ArrivedReading> readings) {
        return this == TIME ? together(readings) : oneByOne(readings);
    }

    /** Readings of a device that arrive at one instant with one event time are one message. */
    private static Seq<ArrivedMessage> together(Iterable<ArrivedReading> readings) {
        record Sending(DeviceId device, Instant arrival, Instant eventTime) {}
        Map<Sending, List<SensorReading>> messages = new LinkedHashMap<>();
        for (ArrivedReading arrived : readings) {
            SensorReading reading = arrived.reading();
            messages.computeIfAbsent(
                            new Sending(reading.device(), arrived.arrival(), reading.eventTime()),
                            sending -> new ArrayList<>())
                    .add(reading);
        }
        return Vector.ofAll(messages.entrySet())
                .map(message -> new ArrivedMessage(
                        Vector.ofAll(message.getValue()), message.getKey().arrival()))
                .sortBy(ArrivedMessage::arrival);
    }

    /** They lie in one partition: an arrival before its predecessor's counts as that one's. */
    private static Seq<ArrivedMessage> oneByOne(Iterable<ArrivedReading> readings) {
        List<ArrivedMessage> messages = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (ArrivedReading arrived : readings) {
            latest = arrived.arrival().isAfter(latest) ? arrived.arrival() : latest;
            messages.add(new ArrivedMessage(Vector.of(arrived.reading()), latest));
        }
        return Vector.ofAll(messages);
    }
}
