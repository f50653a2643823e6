package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.application.history.PastReading;
import io.vigie.application.review.MetricTimeline.Point;
import io.vigie.domain.reading.Microseconds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers a series to be drawn. What is drawn are readings that were made, never something between them. */
final class DrawnSeries {

    private final long first;
    private final double stretch;
    private final List<PastReading> all = new ArrayList<>();
    private final @Nullable PastReading[] least = new PastReading[MetricTimeline.STRETCHES];
    private final @Nullable PastReading[] greatest = new PastReading[MetricTimeline.STRETCHES];
    private long count;
    private @Nullable String unit;

    /** Over this span of time, in microseconds since 1970, both ends included. */
    DrawnSeries(long first, long last) {
        this.first = first;
        stretch = (last - first + 1.0) / MetricTimeline.STRETCHES;
    }

    void add(PastReading reading) {
        count++;
        unit = unit == null ? reading.unit() : unit;
        if (all.size() <= 2 * MetricTimeline.STRETCHES) {
            all.add(reading);
        }
        int at = (int) Math.min(MetricTimeline.STRETCHES - 1, (reading.eventTime() - first) / stretch);
        PastReading low = least[at];
        PastReading high = greatest[at];
        least[at] = low == null || reading.value() < low.value() ? reading : low;
        greatest[at] = high == null || reading.value() > high.value() ? reading : high;
    }

    long count() {
        return count;
    }

    @Nullable
    String unit() {
        return unit;
    }

    Seq<Point> points() {
        if (count <= 2 * MetricTimeline.STRETCHES) {
            return Vector.ofAll(all).map(DrawnSeries::point);
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < MetricTimeline.STRETCHES; i++) {
            PastReading low = least[i];
            PastReading high = greatest[i];
            if (low != null && high != null) {
                boolean rising = low.eventTime() <= high.eventTime();
                points.add(point(rising ? low : high));
                if (!low.equals(high)) {
                    points.add(point(rising ? high : low));
                }
            }
        }
        return Vector.ofAll(points);
    }

    private static Point point(PastReading reading) {
        return new Point(Microseconds.instant(reading.eventTime()), reading.value());
    }
}
