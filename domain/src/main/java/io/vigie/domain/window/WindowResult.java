package io.vigie.domain.window;

import io.vavr.collection.Array;
import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;

/**
 * A window that is complete, and what its readings come to. There is one reading in it at least.
 *
 * @param window which windows it is one of
 * @param device whose readings
 * @param metric of which metric
 * @param time from when to when
 * @param values of each of the definition's aggregates, in their order; NaN where one is undefined
 */
public record WindowResult(
        WindowDefinition window, DeviceId device, Metric metric, TimeWindow time, Array<Double> values) {

    /** What an aggregate came to; none where it was not asked for or is undefined. */
    public Option<Double> value(Aggregate aggregate) {
        int place = window.aggregates().indexOf(aggregate);
        return place < 0 || values.get(place).isNaN() ? Option.none() : Option.some(values.get(place));
    }

    @Override
    public String toString() {
        return window.name() + " " + device + " " + metric + " " + time + " "
                + window.aggregates()
                        .zipWith(values, (aggregate, value) -> aggregate + "=" + value)
                        .mkString(" ");
    }
}
