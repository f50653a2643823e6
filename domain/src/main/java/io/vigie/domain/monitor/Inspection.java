package io.vigie.domain.monitor;

import io.vigie.domain.rule.Rule;

/**
 * Looks at where the alarms of one device stand, and changes nothing: for tools that tell how rules come to their
 * decisions. Rules and entries are numbered as the monitor and the rule have them, from 0.
 */
public final class Inspection {

    private final CompiledRule[] rules;
    private final DeviceState device;

    /** Of a device whose state this monitor made. */
    public Inspection(DeviceMonitor monitor, DeviceState device) {
        this.rules = monitor.rules();
        this.device = device;
    }

    /** How many rules watch the device. */
    public int rules() {
        return rules.length;
    }

    /** One of the rules. */
    public Rule rule(int rule) {
        return rules[rule].rule;
    }

    /** Whether the rule has an active alarm. */
    public boolean isActive(int rule) {
        return device.rules[rule].severity != RuleState.NO_ALARM;
    }

    /** Whether the rule's alarm is active although no entry holds: it waits for {@code clear}. */
    public boolean isClearing(int rule) {
        return device.rules[rule].clearingSince != Microseconds.NONE;
    }

    /** Whether the entry holds. */
    public boolean holds(int rule, int entry) {
        return device.rules[rule].entries[entry].holds;
    }

    /** Whether what the entry waits for is reached; it may hold beyond that, by its {@code until}. */
    public boolean isMet(int rule, int entry) {
        return device.rules[rule].entries[entry].met;
    }
}
