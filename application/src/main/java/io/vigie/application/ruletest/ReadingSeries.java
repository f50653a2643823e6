package io.vigie.application.ruletest;

import io.vavr.collection.HashMap;
import io.vavr.collection.Iterator;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedReading;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import java.time.Duration;
import java.time.Instant;

/**
 * Readings of one device and metric at a steady pace.
 *
 * @param device who sends them
 * @param metric what they measure
 * @param unit their unit, where they have one
 * @param start when the first value is measured
 * @param every how long after the one before each value is measured
 * @param arrives when the first value arrives, each further one {@code every} later; none for all at their event times
 * @param runs the values and gaps, one or more
 */
public record ReadingSeries(
        DeviceId device,
        Metric metric,
        Option<String> unit,
        Instant start,
        Duration every,
        Option<Instant> arrives,
        Seq<Run> runs) {

    /**
     * The same value several times, or as many times no reading.
     *
     * @param value finite; none for a gap
     * @param times 1 or more
     */
    public record Run(Option<Double> value, int times) {}

    /** A series of one reading; its tags are left out. */
    static ReadingSeries of(ArrivedReading arrived) {
        SensorReading reading = arrived.reading();
        return new ReadingSeries(
                reading.device(),
                reading.metric(),
                reading.unit(),
                reading.eventTime(),
                Duration.ofSeconds(1),
                Option.some(arrived.arrival()).filter(arrival -> !arrival.equals(reading.eventTime())),
                Vector.of(new Run(Option.some(reading.value()), 1)));
    }

    /** The readings themselves, in event-time order; a gap takes its time and gives none. */
    public Iterator<SensorReading> readings() {
        return arrivals().map(ArrivedReading::reading);
    }

    /** The readings with the times of their arrival. */
    public Iterator<ArrivedReading> arrivals() {
        Duration delay = arrives.map(first -> Duration.between(start, first)).getOrElse(Duration.ZERO);
        return runs.iterator()
                .flatMap(run -> Iterator.fill(run.times(), run::value))
                .zipWithIndex()
                .flatMap(value -> value._1.map(number -> {
                    Instant measured = start.plus(every.multipliedBy(value._2));
                    return new ArrivedReading(
                            new SensorReading(device, metric, number, unit, measured, HashMap.empty()),
                            measured.plus(delay));
                }));
    }

    /** When the last reading is measured; none where all are gaps. */
    public Option<Instant> last() {
        return runs.zip(runs.scanLeft(0L, (before, run) -> before + run.times()).tail())
                .findLast(run -> run._1.value().isDefined())
                .map(run -> start.plus(every.multipliedBy(run._2 - 1)));
    }
}
