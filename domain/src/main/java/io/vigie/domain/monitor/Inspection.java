package io.vigie.domain.monitor;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.monitor.alarms.RuleState;
import io.vigie.domain.monitor.compiled.CompiledRule;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.expression.Argument;
import io.vigie.domain.rule.expression.CompiledCondition;
import io.vigie.domain.rule.expression.CompiledQuantity;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Places;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Subject;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * Looks at where the alarms of one device stand, and changes nothing: for tools that tell how rules come to their
 * decisions. Rules and entries are numbered as the monitor and the rule have them, from 0.
 */
public final class Inspection {

    private final MetricTable metrics;
    private final CompiledRule[] rules;
    private final DeviceState device;

    Inspection(DeviceMonitor monitor, DeviceState device) {
        metrics = monitor.metrics;
        rules = monitor.rules;
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

    /** The readings of the latest observation that rules read, in no particular order. */
    public Seq<Evidence> observed() {
        return Array.range(0, metrics.size())
                .filter(place -> device.metrics[place].observation == device.observation && device.observation > 0)
                .map(place -> new Evidence(
                        metrics.metric(place), Microseconds.instant(device.now), device.metrics[place].latest));
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

    /** Where the rule of this id stands now; none where the device has no such rule. */
    public Option<RuleStanding> standing(RuleId id) {
        for (int i = 0; i < rules.length; i++) {
            if (rules[i].rule.id().equals(id)) {
                return Option.some(RuleStanding.of(rules[i], device.rules[i], device.now));
            }
        }
        return Option.none();
    }

    /**
     * What a condition comes to as things stand, as a {@link io.vigie.domain.rule.expression.Truth}, each time it is asked.
     *
     * @param condition of metrics and functions that are in the rule
     * @param rule one of the rules that watch the device
     */
    public IntSupplier truth(Condition condition, Rule rule) {
        CompiledCondition compiled = CompiledCondition.compile(condition, places(rule));
        return () -> compiled.evaluate(device);
    }

    /**
     * What a quantity comes to as things stand, NaN where it is undefined, each time it is asked.
     *
     * @param quantity of metrics and functions that are in the rule
     * @param rule one of the rules that watch the device
     */
    public DoubleSupplier value(Quantity quantity, Rule rule) {
        CompiledQuantity compiled = CompiledQuantity.compile(quantity, places(rule));
        return () -> compiled.evaluate(device);
    }

    private Places places(Rule rule) {
        Places places = metrics.places(rule);
        return new Places() {
            @Override
            public int metric(Subject subject) {
                return found(places.metric(subject), subject);
            }

            @Override
            public int condition(Condition condition) {
                return found(places.condition(condition), condition);
            }

            private int found(int place, Argument of) {
                if (place == MetricTable.UNREAD) {
                    throw new IllegalArgumentException(
                            "No rule of device " + device.device + " reads " + of + " of rule " + rule.id() + ".");
                }
                return place;
            }
        };
    }
}
