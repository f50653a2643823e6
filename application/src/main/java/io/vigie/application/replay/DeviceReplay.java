package io.vigie.application.replay;

import io.vigie.application.history.PastReading;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.DeviceMonitor;
import io.vigie.domain.monitor.DeviceState;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One device's readings in their order on their way through the kernel. */
final class DeviceReplay {

    final DeviceMonitor monitor;
    final DeviceState state;
    private final List<AlarmTransition> transitions = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    DeviceReplay(FleetMonitor fleet, DeviceId device) {
        monitor = fleet.of(device.value());
        state = monitor.newDevice(device);
    }

    /** The monitors of a replay: readings come in order, so none waits for another. */
    static FleetMonitor fleet(RuleBook rules) {
        return new FleetMonitor(rules, TimePolicy.DEFAULT);
    }

    void take(PastReading reading) {
        int place = places.computeIfAbsent(reading.metric(), monitor::metric);
        monitor.arrive(state, place, reading.value(), reading.unit(), reading.eventTime(), transitions::add);
    }

    /** Takes the deadlines before this time. */
    void advance(long clock) {
        monitor.advanceClock(state, clock, transitions::add);
    }

    void finish(long end) {
        monitor.finish(state, end, transitions::add);
    }

    /** What happened so far. */
    List<AlarmTransition> transitions() {
        return transitions;
    }
}
