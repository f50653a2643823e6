package io.vigie.application.review;

import io.vavr.collection.HashSet;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.PastReading;
import io.vigie.application.review.MetricTimeline.Point;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import java.io.Serializable;
import java.util.Iterator;
import java.util.TreeMap;

/** Gathers the series of some metrics of a device. */
final class DeviceSeries implements DeviceScan<DeviceSeries.Found> {

    private static final long serialVersionUID = 1;

    private final Map<DeviceId, Set<Metric>> wanted;
    private final long first;
    private final long last;

    DeviceSeries(Map<DeviceId, Set<Metric>> wanted, long first, long last) {
        this.wanted = wanted;
        this.first = first;
        this.last = last;
    }

    record Drawn(DeviceId device, Metric metric, Option<String> unit, long readings, Seq<Point> points)
            implements Serializable {}

    record Found(Seq<Drawn> metrics) implements Serializable {}

    @Override
    public Option<Found> scan(DeviceId device, Iterator<PastReading> readings) {
        TreeMap<String, DrawnSeries> series = new TreeMap<>();
        wanted.getOrElse(device, HashSet.empty())
                .forEach(metric -> series.put(metric.name(), new DrawnSeries(first, last)));
        while (readings.hasNext()) {
            PastReading reading = readings.next();
            DrawnSeries drawn = series.get(reading.metric());
            if (drawn != null) {
                drawn.add(reading);
            }
        }
        return Option.some(new Found(Vector.ofAll(series.entrySet())
                .map(each -> new Drawn(
                        device,
                        new Metric(each.getKey()),
                        Option.of(each.getValue().unit()),
                        each.getValue().count(),
                        each.getValue().points()))));
    }
}
