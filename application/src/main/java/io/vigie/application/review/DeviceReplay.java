package io.vigie.application.review;

import io.vigie.application.history.HistoryTerms;
import io.vigie.application.history.PastReading;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.Arrival;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.MonitoredMetric;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One device's readings in the order of their arrival on their way through the kernel, message by message, as they went
 * when they came.
 */
final class DeviceReplay {

    /** Looks on. */
    interface Onlooker {

        /** Of a replay that nobody looks at. */
        Onlooker NOBODY = new Onlooker() {
            @Override
            public void begins(MonitoredDevice device) {
                // Nobody looks.
            }

            @Override
            public void done() {
                // Nobody looks.
            }
        };

        /** The device begins, or begins afresh after it was forgotten. */
        void begins(MonitoredDevice device);

        /** A reading, or a message, was just taken. */
        void done();
    }

    private final List<AlarmTransition> transitions = new ArrayList<>();
    private final FleetMonitor fleet;
    private final Onlooker onlooker;
    private MonitoredDevice device;
    private final Map<String, MonitoredMetric> metrics = new HashMap<>();

    /** Whether a message is under way, when it counts as arrived, and the lag before it. */
    private boolean isSending;

    private long arrival;
    private long lagBefore;

    /** The largest event time of those that were evaluated, or will be. */
    private long largestTime = Microseconds.NONE;

    private long late;
    private long longestDelay;

    DeviceReplay(FleetMonitor fleet, DeviceId device) {
        this(fleet, device, Onlooker.NOBODY);
    }

    DeviceReplay(FleetMonitor fleet, DeviceId device, Onlooker onlooker) {
        this.fleet = fleet;
        this.onlooker = onlooker;
        this.device = begin(device);
    }

    /** The monitors of a replay. */
    static FleetMonitor fleet(RuleBook rules, HistoryTerms terms) {
        return new FleetMonitor(rules, WindowBook.EMPTY, PercentileSketches.NONE, terms.time(), terms.limits());
    }

    private MonitoredDevice begin(DeviceId id) {
        MonitoredDevice begun = fleet.newDevice(id, transitions::add);
        metrics.clear();
        largestTime = Microseconds.NONE;
        onlooker.begins(begun);
        return begun;
    }

    void take(PastReading reading) {
        long arrives = fleet.time().arrival(reading.eventTime(), reading.arrival());
        if (!isSending || !reading.continues() || arrives != arrival) {
            begin(arrives);
        }
        Arrival found = device.take(
                metrics.computeIfAbsent(reading.metric(), device::metric),
                reading.value(),
                reading.unit(),
                reading.eventTime());
        if (found == Arrival.ON_TIME) {
            largestTime = Math.max(largestTime, reading.eventTime());
        } else if (found == Arrival.LATE || found == Arrival.TOO_LATE) {
            late++;
            long newest = Math.max(largestTime, arrival - lagBefore);
            longestDelay = Math.max(longestDelay, newest - reading.eventTime());
        }
        onlooker.done();
    }

    private void begin(long arrives) {
        end();
        device.begin(arrives);
        onlooker.done();
        if (device.isForgotten()) {
            device = begin(device.id());
            device.begin(arrives);
        }
        isSending = true;
        arrival = arrives;
        lagBefore = device.lag();
    }

    private void end() {
        if (isSending) {
            device.end();
            isSending = false;
            onlooker.done();
        }
    }

    /** What is due where the clock ends is taken. */
    void finish(long clock) {
        end();
        device.finish(clock);
        onlooker.done();
    }

    /** What happened so far. */
    List<AlarmTransition> transitions() {
        return transitions;
    }

    /** How many readings were late, and {@code outOfOrder}, in microseconds, under which none had been. */
    Lateness lateness() {
        return new Lateness(late, longestDelay);
    }
}
