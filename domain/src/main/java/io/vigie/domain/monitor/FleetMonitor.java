package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
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
 * Finds the {@link DeviceMonitor} of a device. Devices that match the same rules and windows share one, so a rule book
 * of thousands of rules costs a device only those that match it. Safe for any number of threads.
 */
public final class FleetMonitor {

    /** How many devices are remembered with their monitor, so that a device's patterns are not matched anew each time. */
    private static final int REMEMBERED_DEVICES = 100_000;

    private final RuleBook rules;
    private final WindowBook windows;
    private final PercentileSketches sketches;
    private final TimePolicy time;

    /** By the very object that the book gives to all devices of a kind. */
    private final Map<Seq<Rule>, Map<Seq<WindowDefinition>, DeviceMonitor>> byRules =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private final Map<String, DeviceMonitor> byDevice = new ConcurrentHashMap<>();

    /** A monitor for these rules and no windows, under this time policy. */
    public FleetMonitor(RuleBook rules, TimePolicy time) {
        this(rules, WindowBook.EMPTY, PercentileSketches.NONE, time);
    }

    /** A monitor for these rules and windows, under this time policy; the sketches are for percentiles of windows. */
    public FleetMonitor(RuleBook rules, WindowBook windows, PercentileSketches sketches, TimePolicy time) {
        this.rules = rules;
        this.windows = windows;
        this.sketches = sketches;
        this.time = time;
    }

    /** The time policy. */
    public TimePolicy time() {
        return time;
    }

    /** The monitor of a device, by the rules and windows whose pattern it matches. */
    public DeviceMonitor of(String device) {
        DeviceMonitor known = byDevice.get(device);
        if (known != null) {
            return known;
        }
        DeviceMonitor found = byRules.computeIfAbsent(rules.matching(device), matching -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        windows.matching(device),
                        matching -> new DeviceMonitor(rules.matching(device), matching, sketches, time));
        if (byDevice.size() < REMEMBERED_DEVICES) {
            byDevice.put(device, found);
        }
        return found;
    }
}
