package io.vigie.application.review;

import io.vigie.application.history.PastReading;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.Inspection;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.MonitoredMetric;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One device's readings in their order on their way through the kernel. */
final class DeviceReplay {

    private final List<AlarmTransition> transitions = new ArrayList<>();
    private final MonitoredDevice device;
    private final Map<String, MonitoredMetric> metrics = new HashMap<>();

    /** Of the message under way; readings of one event time are one. */
    private long arrival = Microseconds.NONE;

    DeviceReplay(FleetMonitor fleet, DeviceId device) {
        this.device = fleet.newDevice(device, transitions::add);
    }

    /** The monitors of a replay: readings come in order, so none waits for another. */
    static FleetMonitor fleet(RuleBook rules) {
        return new FleetMonitor(rules, TimePolicy.DEFAULT);
    }

    void take(PastReading reading) {
        MonitoredMetric metric = metrics.computeIfAbsent(reading.metric(), device::metric);
        if (reading.eventTime() != arrival) {
            end();
            arrival = reading.eventTime();
            device.begin(arrival);
        }
        device.take(metric, reading.value(), reading.unit(), reading.eventTime());
    }

    private void end() {
        if (arrival != Microseconds.NONE) {
            device.end();
        }
        arrival = Microseconds.NONE;
    }

    /** Takes the deadlines before this time. */
    void advance(long clock) {
        end();
        device.advanceClock(clock);
    }

    void finish(long end) {
        end();
        device.finish(end);
    }

    /** Where its alarms stand. */
    Inspection inspection() {
        return device.inspection();
    }

    /** What happened so far. */
    List<AlarmTransition> transitions() {
        return transitions;
    }
}
