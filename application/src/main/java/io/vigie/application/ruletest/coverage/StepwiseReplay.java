package io.vigie.application.ruletest.coverage;

import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.Seq;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.domain.monitor.EvaluationObserver;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.Inspection;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleBook;
import java.time.Instant;

/**
 * Evaluates messages once more, device by device, so that an observer sees the device behind each observation and each
 * deadline. The kernel that decides is that of any engine.
 */
public final class StepwiseReplay {

    private final MonitoredDevice device;
    private final Inspection inspection;

    private StepwiseReplay(MonitoredDevice device, ReplayObserver observer) {
        this.device = device;
        inspection = device.inspection();
        observer.device(this);
        device.watch(new EvaluationObserver() {
            @Override
            public void observed() {
                observer.observed(StepwiseReplay.this, inspection.observed());
            }

            @Override
            public void reached() {
                observer.deadlines(StepwiseReplay.this);
            }
        });
    }

    /**
     * Replays messages up to where the clock ends.
     *
     * @param messages of any devices, in the order of their arrival, as they are taken under the time policy
     * @param end where the clock ends
     */
    public static void play(
            RuleBook rules, TimePolicy time, Seq<ArrivedMessage> messages, Instant end, ReplayObserver observer) {
        FleetMonitor fleet = new FleetMonitor(rules, time);
        for (DeviceId device : devices(messages)) {
            StepwiseReplay replay = replay(fleet, device, messages, observer);
            replay.device.finish(Microseconds.of(end));
        }
    }

    /**
     * Replays one device's messages up to an instant of its own event time.
     *
     * @param messages those that are to be evaluated, as they are taken under the time policy
     */
    public static void playUntil(
            RuleBook rules,
            TimePolicy time,
            DeviceId device,
            Seq<ArrivedMessage> messages,
            Instant instant,
            ReplayObserver observer) {
        MonitoredDevice replayed = replay(new FleetMonitor(rules, time), device, messages, observer).device;
        replayed.finish(Microseconds.of(instant) + replayed.lag());
    }

    private static LinkedHashSet<DeviceId> devices(Seq<ArrivedMessage> messages) {
        return LinkedHashSet.ofAll(
                messages.flatMap(message -> message.readings().map(SensorReading::device)));
    }

    private static StepwiseReplay replay(
            FleetMonitor fleet, DeviceId device, Seq<ArrivedMessage> messages, ReplayObserver observer) {
        StepwiseReplay replay = new StepwiseReplay(fleet.newDevice(device, transition -> {}), observer);
        messages.forEach(message -> message.play(replay.device));
        return replay;
    }

    public Inspection inspection() {
        return inspection;
    }

    DeviceId device() {
        return device.id();
    }
}
