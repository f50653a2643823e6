package io.vigie.domain.monitor;

import org.jspecify.annotations.Nullable;

/** Messages of a device, for tests. */
final class Messages {

    private Messages() {}

    /** A message of one reading, which arrives when it was measured. */
    static Arrival send(MonitoredDevice device, String metric, double value, long time) {
        return send(device, device.metric(metric), value, null, time, time);
    }

    /** A message of one reading. */
    static Arrival send(
            MonitoredDevice device,
            MonitoredMetric metric,
            double value,
            @Nullable String unit,
            long time,
            long arrival) {
        device.begin(arrival);
        Arrival taken = device.take(metric, value, unit, time);
        device.end();
        return taken;
    }
}
