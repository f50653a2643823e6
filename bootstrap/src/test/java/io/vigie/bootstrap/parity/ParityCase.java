package io.vigie.bootstrap.parity;

import io.vavr.collection.HashMap;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedReading;
import io.vigie.application.ruletest.ExpectedTransition;
import io.vigie.application.ruletest.RuleTest;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rules, windows and telemetry that must come to the same in every engine.
 *
 * @param seed what it was made from
 * @param time how far event time may stray
 * @param rules the rules
 * @param windows the windows
 * @param files the telemetry, in the order of its arrival
 * @param end where the clock ends, later than all event times that are not from the future; in whole milliseconds
 * @param cuts how it is cut up on Spark
 */
record ParityCase(
        long seed,
        TimePolicy time,
        Vector<Rule> rules,
        Vector<WindowDefinition> windows,
        Vector<InputFile> files,
        Instant end,
        Cuts cuts) {

    private static final Metric CLOSING = new Metric("closing");

    RuleBook ruleBook() {
        return Rules.rules(rules.toJavaArray(Rule[]::new));
    }

    WindowBook windowBook() {
        return new WindowBook(windows);
    }

    /** The devices, in the order of their first readings. */
    Seq<DeviceId> devices() {
        return readings().map(SensorReading::device).distinct();
    }

    Vector<SensorReading> readings() {
        return files.flatMap(InputFile::readings);
    }

    /**
     * The files and one more, in which every device sends a reading that no rule looks at, at the lag that it has by then:
     * the clock, and each device's watermark, are at the {@link #reached end} after it. Without it, readings that wait and
     * windows that are open would stay in a pipeline's checkpoint, uncompared.
     */
    Vector<InputFile> closedFiles() {
        Instant closing = reached().plus(time.outOfOrder());
        return files.append(new InputFile(
                closing,
                monitored()
                        .map(device -> new SensorReading(
                                device.id(),
                                CLOSING,
                                0,
                                Option.none(),
                                closing.minus(device.lag(), ChronoUnit.MICROS),
                                HashMap.empty()))
                        .toVector()));
    }

    /** Where the clock ends: what is due by arrival before this is taken, and no reading waits any more. */
    private Instant reached() {
        Instant latest = files.last().arrival().plusMillis(1);
        Instant waited = Microseconds.instant(
                monitored().map(MonitoredDevice::waitsFrom).max().get());
        Instant reached = latest.isAfter(end) ? latest : end;
        return waited.isBefore(reached)
                ? reached
                : waited.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    }

    /** The devices, in the order of their first readings, once all has arrived: the lag of each is the kernel's. */
    private Seq<MonitoredDevice> monitored() {
        FleetMonitor fleet = new FleetMonitor(RuleBook.EMPTY, time);
        Map<DeviceId, MonitoredDevice> devices = new LinkedHashMap<>();
        for (InputFile file : files) {
            for (SensorReading reading : file.readings()) {
                if (!isFuture(reading, file.arrival())) {
                    Instant arrival = time.arrival() == ArrivalTime.EVENT ? reading.eventTime() : file.arrival();
                    devices.computeIfAbsent(reading.device(), device -> fleet.newDevice(device, transition -> {}))
                            .take(reading, arrival);
                }
            }
        }
        return Vector.ofAll(devices.values());
    }

    /**
     * The case as a rule test. Deadlines before the end are reached, as by a clock that stands there. Readings from the
     * future, which no engine takes, are left out: a test does not end before its last reading.
     */
    RuleTests ruleTests(Seq<ExpectedTransition> expected) {
        Vector<ArrivedReading> arrivals =
                files.flatMap(file -> file.readings().map(reading -> new ArrivedReading(reading, file.arrival())));
        return new RuleTests(
                ruleBook(),
                Vector.of(RuleTest.of(
                        "seed " + seed,
                        time,
                        arrivals.reject(arrived -> isFuture(arrived.reading(), arrived.arrival())),
                        Option.some(reached().minus(Duration.ofNanos(1_000))),
                        expected)));
    }

    /**
     * Whether all engines must agree on all of it: each reading is within {@code outOfOrder} of the whole fleet, or its
     * device leads the fleet, so that the clock and the device's watermark are one; and none is beyond the end.
     */
    boolean isTogether() {
        Map<DeviceId, Instant> latest = new java.util.HashMap<>();
        Instant front = Instant.MIN;
        for (InputFile file : files) {
            for (SensorReading reading : file.readings()) {
                if (isFuture(reading, file.arrival())) {
                    continue;
                }
                Instant measured = reading.eventTime();
                Instant own =
                        latest.merge(reading.device(), measured, (one, other) -> one.isAfter(other) ? one : other);
                front = own.isAfter(front) ? own : front;
                boolean lags = own.isBefore(front) && measured.isBefore(front.minus(time.outOfOrder()));
                if (lags || !measured.isBefore(end)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isFuture(SensorReading reading, Instant arrival) {
        return time.isFuture(Microseconds.of(reading.eventTime()), Microseconds.of(arrival));
    }

    /**
     * Whether the order of arrival must change nothing: each reading comes within {@code outOfOrder} of the quickest of its
     * device, and its last one is as quick.
     */
    boolean isInTime() {
        Map<DeviceId, Duration> quickest = quickest();
        Map<DeviceId, Duration> last = new LinkedHashMap<>();
        for (InputFile file : files) {
            for (SensorReading reading : file.readings()) {
                Duration own = quickest.get(reading.device());
                Duration delay = Duration.between(reading.eventTime(), file.arrival());
                last.put(reading.device(), delay);
                if (delay.compareTo(own.plus(time.outOfOrder())) > 0) {
                    return false;
                }
            }
        }
        return last.equals(quickest);
    }

    private Map<DeviceId, Duration> quickest() {
        Map<DeviceId, Duration> quickest = new LinkedHashMap<>();
        files.forEach(file -> file.readings()
                .forEach(reading -> quickest.merge(
                        reading.device(),
                        Duration.between(reading.eventTime(), file.arrival()),
                        (one, other) -> one.compareTo(other) < 0 ? one : other)));
        return quickest;
    }

    /** The same readings in the order of their event times, in one piece. */
    ParityCase inOrder() {
        return withFiles(Vector.of(
                        new InputFile(files.last().arrival(), readings().sortBy(SensorReading::eventTime))))
                .withCuts(Cuts.NONE);
    }

    /** The same readings, each by itself, and none later than the quickest of its device. */
    ParityCase withoutDelays() {
        Map<DeviceId, Duration> quickest = quickest();
        return withFiles(readings()
                        .sortBy(SensorReading::eventTime)
                        .map(reading -> new InputFile(
                                reading.eventTime().plus(quickest.get(reading.device())), Vector.of(reading)))
                        .sortBy(InputFile::arrival))
                .withCuts(Cuts.NONE);
    }

    ParityCase withRules(Seq<Rule> others) {
        return new ParityCase(seed, time, others.toVector(), windows, files, end, cuts);
    }

    ParityCase withWindows(Seq<WindowDefinition> others) {
        return new ParityCase(seed, time, rules, others.toVector(), files, end, cuts);
    }

    ParityCase withFiles(Seq<InputFile> others) {
        return new ParityCase(seed, time, rules, windows, others.toVector(), end, cuts);
    }

    ParityCase withCuts(Cuts others) {
        return new ParityCase(seed, time, rules, windows, files, end, others);
    }
}
