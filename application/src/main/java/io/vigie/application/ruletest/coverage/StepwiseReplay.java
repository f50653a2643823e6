package io.vigie.application.ruletest.coverage;

import io.vavr.collection.Seq;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.Inspection;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleBook;
import java.time.Instant;
import java.util.Comparator;

/**
 * Evaluates readings once more, one step at a time, so that an observer sees the device behind each reading and each
 * deadline. The kernel that decides is that of any engine; it is only stopped more often, and knows nothing of it.
 */
public final class StepwiseReplay {

    private final MonitoredDevice device;
    private final Inspection inspection;

    private StepwiseReplay(MonitoredDevice device) {
        this.device = device;
        inspection = device.inspection();
    }

    /**
     * Replays readings that were on time.
     *
     * @param readings of any devices, in the order of their arrival; evaluated in that of their event times
     * @param end where the clock ends
     */
    public static void play(RuleBook rules, Seq<SensorReading> readings, Instant end, ReplayObserver observer) {
        FleetMonitor fleet = new FleetMonitor(rules, TimePolicy.DEFAULT);
        readings.groupBy(SensorReading::device)
                .forEach((device, own) -> new StepwiseReplay(fleet.newDevice(device, transition -> {}))
                        .play(own.sorted(Comparator.comparing(SensorReading::eventTime)), end, observer));
    }

    private void play(Seq<SensorReading> readings, Instant end, ReplayObserver observer) {
        observer.device(this);
        for (SensorReading reading : readings) {
            takeDeadlines(Microseconds.of(reading.eventTime()), observer);
            if (device.metric(reading.metric().name()).isRead()) {
                device.take(reading);
                observer.reading(this, reading);
            }
        }
        takeDeadlines(Microseconds.of(end) + 1, observer);
    }

    /** Those before a time, instant by instant. */
    private void takeDeadlines(long before, ReplayObserver observer) {
        for (long next = device.quietUntil(); next < before; next = device.quietUntil()) {
            device.advanceClock(next + 1);
            observer.deadlines(this);
        }
    }

    public Inspection inspection() {
        return inspection;
    }

    DeviceId device() {
        return device.id();
    }
}
