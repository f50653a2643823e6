package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.monitor.alarms.TransitionTarget;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the {@link MonitoredDevice}s of a fleet. Those that match the same rules and windows share what is made ready of
 * them, so a rule book of thousands of rules costs a device only those that match it. Safe for any number of threads.
 */
public final class FleetMonitor {

    /** How many devices make a generation. */
    private static final int GENERATION = 100_000;

    private final RuleBook rules;
    private final WindowBook windows;
    private final PercentileSketches sketches;
    private final TimePolicy time;
    private final FleetLimits limits;
    private final long lagBefore;

    /** By the very object that the book gives to all devices of a kind. */
    private final Map<Seq<Rule>, Map<Seq<WindowDefinition>, DeviceMonitor>> byRules =
            Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * The devices seen lately with their monitors, so that patterns are not matched for each reading. When there are
     * too many of them, they become those seen before, and those that were are forgotten.
     */
    private volatile Generations seen = new Generations(new ConcurrentHashMap<>(), Map.of());

    private record Generations(Map<String, DeviceMonitor> lately, Map<String, DeviceMonitor> before) {}

    /** A monitor for these rules and no windows, under this time policy. */
    public FleetMonitor(RuleBook rules, TimePolicy time) {
        this(rules, WindowBook.EMPTY, PercentileSketches.NONE, time);
    }

    /** A monitor for these rules and windows, under this time policy; the sketches are for percentiles of windows. */
    public FleetMonitor(RuleBook rules, WindowBook windows, PercentileSketches sketches, TimePolicy time) {
        this(rules, windows, sketches, time, FleetLimits.NONE);
    }

    /** The same, within limits of what is remembered. How many devices there are is not its to count. */
    public FleetMonitor(
            RuleBook rules, WindowBook windows, PercentileSketches sketches, TimePolicy time, FleetLimits limits) {
        this(rules, windows, sketches, time, limits, 0);
    }

    /**
     * The same for devices that may have been kept by a version whose states have no lag.
     *
     * @param lagBefore the lag of such a device until it is heard, in microseconds
     */
    public FleetMonitor(
            RuleBook rules,
            WindowBook windows,
            PercentileSketches sketches,
            TimePolicy time,
            FleetLimits limits,
            long lagBefore) {
        this.rules = rules;
        this.windows = windows;
        this.sketches = sketches;
        this.time = time;
        this.limits = limits;
        this.lagBefore = lagBefore;
    }

    /** The time policy. */
    public TimePolicy time() {
        return time;
    }

    /** A device that has sent nothing yet, where nobody asks for windows. */
    public MonitoredDevice newDevice(DeviceId device, TransitionTarget transitions) {
        return newDevice(device, transitions, WindowTarget.NOBODY);
    }

    /**
     * A device that has sent nothing yet, watched by the rules and windows whose pattern it matches.
     *
     * @param device which one it is
     * @param transitions takes its transitions
     * @param windowTarget takes its windows that are complete
     */
    public MonitoredDevice newDevice(DeviceId device, TransitionTarget transitions, WindowTarget windowTarget) {
        DeviceMonitor monitor = of(device.value());
        return new MonitoredDevice(monitor, monitor.newDevice(device), transitions, windowTarget);
    }

    /**
     * A device as {@link MonitoredDevice#toBytes} kept it, perhaps under other rules and windows: what a rule remembers
     * is kept while it reads the same, and starts afresh where it does not.
     *
     * @param device which one it is
     * @param bytes what was kept of it
     * @param transitions takes its transitions
     * @param windowTarget takes its windows that are complete
     * @throws IllegalStateException when the bytes are of another version or damaged
     */
    public MonitoredDevice restore(
            DeviceId device, byte[] bytes, TransitionTarget transitions, WindowTarget windowTarget) {
        DeviceMonitor monitor = of(device.value());
        return new MonitoredDevice(monitor, StateFormat.read(monitor, device, bytes), transitions, windowTarget);
    }

    /** The monitor of a device, by the rules and windows whose pattern it matches. */
    DeviceMonitor of(String device) {
        Generations generations = seen;
        DeviceMonitor known = generations.lately.get(device);
        if (known != null) {
            return known;
        }
        DeviceMonitor found = generations.before.get(device);
        if (found == null) {
            found = byRules.computeIfAbsent(rules.matching(device), matching -> new ConcurrentHashMap<>())
                    .computeIfAbsent(
                            windows.matching(device),
                            matching -> new DeviceMonitor(
                                    rules.matching(device), matching, sketches, time, limits, lagBefore));
        }
        generations.lately.put(device, found);
        if (generations.lately.size() >= GENERATION) {
            // Another thread may do the same at the same time: what is forgotten is looked up again.
            seen = new Generations(new ConcurrentHashMap<>(), generations.lately);
        }
        return found;
    }
}
