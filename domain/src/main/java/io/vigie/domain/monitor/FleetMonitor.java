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

    /** How many devices make a generation. */
    private static final int GENERATION = 100_000;

    private final RuleBook rules;
    private final WindowBook windows;
    private final PercentileSketches sketches;
    private final TimePolicy time;

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
                            matching -> new DeviceMonitor(rules.matching(device), matching, sketches, time));
        }
        generations.lately.put(device, found);
        if (generations.lately.size() >= GENERATION) {
            // Another thread may do the same at the same time: what is forgotten is looked up again.
            seen = new Generations(new ConcurrentHashMap<>(), generations.lately);
        }
        return found;
    }
}
