package io.vigie.application.testrunner;

import io.vavr.collection.Seq;
import io.vigie.domain.monitor.DeviceMonitor;
import io.vigie.domain.monitor.DeviceState;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.Inspection;
import io.vigie.domain.monitor.Microseconds;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.CompiledCondition;
import io.vigie.domain.rule.Condition;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Subject;
import java.time.Instant;
import java.util.Comparator;

/**
 * Evaluates readings once more, one step at a time, so that an observer sees the device behind each reading and each
 * deadline. The kernel that decides is that of any engine; it is only stopped more often, and knows nothing of it.
 */
final class DeviceReplay {

    private final DeviceMonitor monitor;
    private final DeviceState state;
    private final Inspection inspection;

    private DeviceReplay(DeviceMonitor monitor, DeviceId device) {
        this.monitor = monitor;
        state = monitor.newDevice(device);
        inspection = new Inspection(monitor, state);
    }

    /**
     * Replays readings that were on time.
     *
     * @param readings of any devices, in the order of their arrival; evaluated in that of their event times
     * @param end where the clock ends
     */
    static void play(RuleBook rules, Seq<SensorReading> readings, Instant end, ReplayObserver observer) {
        FleetMonitor fleet = new FleetMonitor(rules, TimePolicy.DEFAULT);
        readings.groupBy(SensorReading::device)
                .forEach((device, own) -> new DeviceReplay(fleet.of(device.value()), device)
                        .play(own.sorted(Comparator.comparing(SensorReading::eventTime)), end, observer));
    }

    private void play(Seq<SensorReading> readings, Instant end, ReplayObserver observer) {
        observer.device(this);
        for (SensorReading reading : readings) {
            long time = Microseconds.of(reading.eventTime());
            takeDeadlines(time, observer);
            int metric = place(reading.metric());
            if (metric != DeviceMonitor.UNREAD) {
                monitor.arrive(state, metric, reading.value(), reading.unit().getOrNull(), time, transition -> {});
                observer.reading(this, reading);
            }
        }
        takeDeadlines(Microseconds.of(end) + 1, observer);
    }

    /** Those before a time, instant by instant. */
    private void takeDeadlines(long before, ReplayObserver observer) {
        for (long next = monitor.quietUntil(state); next < before; next = monitor.quietUntil(state)) {
            monitor.advanceClock(state, next + 1, transition -> {});
            observer.deadlines(this);
        }
    }

    Inspection inspection() {
        return inspection;
    }

    DeviceId device() {
        return state.device();
    }

    /** Makes a condition of a rule ready for {@link #evaluate}. */
    CompiledCondition compile(Condition condition, Rule rule) {
        return CompiledCondition.compile(condition, subject -> place(subject, rule));
    }

    /** What a condition comes to as things stand, as a {@link io.vigie.domain.rule.Truth}. */
    int evaluate(CompiledCondition condition) {
        return condition.evaluate(state);
    }

    private int place(Subject subject, Rule rule) {
        return subject.in(rule.metric()).map(this::place).get();
    }

    private int place(Metric metric) {
        return monitor.metric(metric.name());
    }
}
