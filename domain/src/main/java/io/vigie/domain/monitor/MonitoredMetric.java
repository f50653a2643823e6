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

    MonitoredMetric(MonitoredDevice device, String name, int place) {
        this.device = device;
        this.name = name;
        this.place = place;
    }

    /** Whether a rule reads it or windows are of it; the readings of other metrics only move the watermark. */
    public boolean isRead() {
        return place != MetricTable.UNREAD;
    }
}
