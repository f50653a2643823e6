package io.vigie.domain.monitor;

import io.vigie.domain.monitor.readings.MetricTable;

/**
 * A metric of one {@link MonitoredDevice}, found by its name once so that its readings need not look it up. It is good
 * for that device alone, which refuses the metrics of others.
 */
public final class MonitoredMetric {

    final MonitoredDevice device;
    final String name;

    /** Known once something is kept of it. */
    int place;

    /** The observation that it was in last. */
    int observation;

    MonitoredMetric(MonitoredDevice device, String name, int place) {
        this.device = device;
        this.name = name;
        this.place = place;
    }

    /** A number from 1 to 2 that tells it from others, where nothing is kept of it: of 52 bits of its name's hash. */
    double mark() {
        long hash = 1_125_899_906_842_597L;
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + name.charAt(i);
        }
        hash *= 0x9E3779B97F4A7C15L;
        return 1 + (hash >>> 12) * 0x1p-52;
    }

    /** Whether a rule reads it or windows are of it; the readings of other metrics only move the watermark. */
    public boolean isRead() {
        return place != MetricTable.UNREAD;
    }
}
